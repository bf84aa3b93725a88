import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from './Button.tsx';
import styles from './PhotoStrip.module.css';

export interface StripPhoto {
  readonly id: string;
  /** 照片 1：签到表 */
  readonly name: string;
  /** Day and remark, under the large picture. */
  readonly detail: string;
  /** Of the small picture; undefined when its bytes are not on this device. */
  readonly thumbnail: string | undefined;
}

export interface PhotoStripProps {
  readonly photos: readonly StripPhoto[];
  /** The picture that is shown large, and where from. */
  readonly open: string | null;
  readonly url: string | undefined;
  readonly onOpen: (id: string | null) => void;
}

/** Pictures of a record in a row; the one that was tapped stands large below them, in the page. */
export function PhotoStrip({ photos, open, url, onOpen }: PhotoStripProps) {
  const at = photos.findIndex(({ id }) => id === open);
  const strip = useRef<HTMLUListElement>(null);
  const close = () => {
    onOpen(null);
    strip.current?.querySelectorAll('button')[at]?.focus();
  };
  return (
    <div>
      <ul ref={strip} className={styles.strip}>
        {photos.map(({ id, name, thumbnail }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.small}
              aria-label={name}
              aria-expanded={id === open}
              disabled={thumbnail === undefined}
              onClick={() => onOpen(id === open ? null : id)}
            >
              {thumbnail === undefined ? <span>照片不在本机</span> : <img src={thumbnail} alt="" loading="lazy" />}
            </button>
          </li>
        ))}
      </ul>
      {at >= 0 && <Viewer photos={photos} at={at} url={url} onMove={onOpen} onClose={close} />}
    </div>
  );
}

interface ViewerProps {
  readonly photos: readonly StripPhoto[];
  readonly at: number;
  readonly url: string | undefined;
  readonly onMove: (id: string) => void;
  readonly onClose: () => void;
}

function Viewer({ photos, at, url, onMove, onClose }: ViewerProps) {
  const photo = photos[at] as StripPhoto;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const move = (by: number) => {
    const next = photos[at + by];
    if (next?.thumbnail !== undefined) onMove(next.id);
  };
  return (
    <div ref={box} className={styles.viewer} role="group" aria-label="看大图" tabIndex={-1}>
      <figure>
        {/* The address comes a moment later: the place is kept, so that nothing jumps. */}
        <div className={styles.large}>{url !== undefined && <img src={url} alt={photo.name} />}</div>
        <figcaption>
          {photo.name}
          {photo.detail !== '' && <small>{photo.detail}</small>}
        </figcaption>
      </figure>
      <div className={styles.moves}>
        {photos.length > 1 && (
          <Button
            tone="quiet"
            icon={<ChevronLeft size={22} aria-hidden />}
            disabled={photos[at - 1]?.thumbnail === undefined}
            onClick={() => move(-1)}
          >
            上一张
          </Button>
        )}
        <Button tone="quiet" icon={<X size={22} aria-hidden />} onClick={onClose}>
          收起
        </Button>
        {photos.length > 1 && (
          <Button
            tone="quiet"
            icon={<ChevronRight size={22} aria-hidden />}
            disabled={photos[at + 1]?.thumbnail === undefined}
            onClick={() => move(1)}
          >
            下一张
          </Button>
        )}
      </div>
    </div>
  );
}
