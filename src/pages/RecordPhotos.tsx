import { useContext, useEffect, useMemo, useState } from 'react';
import { zhDay } from '#core/day.ts';
import { fieldText, NO_NAMES } from '#core/text.ts';
import { photoSubjects } from '#kinds/codes.ts';
import { photos as photosField, type Group, type Items } from '#kinds/field.ts';
import { guarded } from '#store/guarded.ts';
import { useStore } from '#store/hooks.ts';
import { findElsewhere } from '#store/photo-store.ts';
import { usePhotoUrls } from '#store/photos.ts';
import { PhotoStrip, type StripPhoto } from '#ui/PhotoStrip.tsx';
import { EngineContext } from './shell/use-engine.ts';

const fields = photosField(photoSubjects).fields;
const said = (photo: Group, id: string): string => {
  const field = fields[id];
  return field === undefined ? '' : fieldText(field, photo[id], NO_NAMES);
};
/** Fetches the original of the photo that is looked at, where another device has it; until it has come the thumbnail stands in. */
function useOriginal(blob: string): void {
  const { db } = useStore();
  const engine = useContext(EngineContext);
  useEffect(() => {
    if (blob === '' || engine === null) return;
    const fetchIt = async () => {
      const place = await findElsewhere(db, blob);
      if (place !== null) await guarded({ db }, () => engine.photos.fetchOriginal(place));
    };
    fetchIt().catch(reportError);
  }, [db, engine, blob]);
}

const blobOf = (photo: Group | undefined): string => (typeof photo?.['blob'] === 'string' ? photo['blob'] : '');

/** The pictures of a record: `photos` is its field of that name. */
export function RecordPhotos({ photos }: { readonly photos: Items }) {
  const [open, setOpen] = useState<string | null>(null);
  const items = useMemo(() => Object.entries(photos), [photos]);
  const blobs = useMemo(() => items.map(([, photo]) => blobOf(photo)).filter((blob) => blob !== ''), [items]);
  const thumbnails = usePhotoUrls(blobs, 'thumbnail');
  const shown = open === null ? '' : blobOf(photos[open]);
  const large = usePhotoUrls(
    useMemo(() => (shown === '' ? [] : [shown]), [shown]),
    'full',
  );
  useOriginal(shown);
  const strip = items.map(([id, photo], i): StripPhoto => {
    const subject = said(photo, 'subject');
    const day = typeof photo['takenOn'] === 'string' ? zhDay(photo['takenOn']) : '';
    return {
      id,
      name: `照片 ${i + 1}${subject === '' ? '' : `：${subject}`}`,
      detail: [day, said(photo, 'note')].filter((part) => part !== '').join(' · '),
      thumbnail: thumbnails.get(blobOf(photo)),
    };
  });
  return <PhotoStrip photos={strip} open={open} url={large.get(shown)} onOpen={setOpen} />;
}
