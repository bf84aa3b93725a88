import type { ReactNode } from 'react';
import { Loading } from '#ui/Loading.tsx';
import { PlaceContext, useReadPlace } from './use-place.ts';

/** Reads once, above all screens, where one works: no screen, copy or file may begin with a village that has no name yet. */
export function PlaceGate({ children }: { readonly children: ReactNode }) {
  const place = useReadPlace();
  return place === null ? <Loading /> : <PlaceContext value={place}>{children}</PlaceContext>;
}
