import { Camera, Images, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { buttonClass, Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { asMap, asText } from '#ui/typed.ts';
import { FieldShell } from './FieldShell.tsx';
import type { FieldProps } from './form-api.ts';
import styles from './PhotosField.module.css';

/** Camera or gallery; what is done with the bytes is the store's affair. Always optional. */
export function PhotosField(props: FieldProps<'photos'>) {
  const { field, path, raw, form } = props;
  const entries = asMap(raw);
  const ids = Object.keys(entries).filter((id) => entries[id] !== null);
  const [removed, setRemoved] = useState<{ readonly id: string; readonly raw: unknown } | null>(null);
  const port = form.photos;
  const subject = field.fields.subject;
  const subjects = subject?.type === 'code' ? subject.list.codes : [];
  if (port === undefined && ids.length === 0) return null;
  return (
    <FieldShell {...props} as="group" message={port?.problem}>
      {({ id: domId, 'aria-labelledby': named, 'aria-describedby': described }) => (
        <div id={domId} role="group" aria-labelledby={named} aria-describedby={described}>
          <ul className={styles.photos}>
            {ids.map((id, at) => {
              const photo = asMap(entries[id]);
              const url = port?.url(asText(photo.blob));
              const name = `${field.item} ${at + 1}`;
              return (
                <li key={id} className={styles.photo}>
                  {url === undefined ? (
                    <div className={styles.absent}>照片不在本机</div>
                  ) : (
                    <img src={url} alt={asText(photo.note) || name} loading="lazy" />
                  )}
                  <select
                    aria-label={`${name}的内容`}
                    value={asText(photo.subject)}
                    onChange={(event) => form.onChange(`${path}.${id}.subject`, event.currentTarget.value)}
                  >
                    <option value="">内容</option>
                    {subjects.map((code) => (
                      <option key={code.id} value={code.id}>
                        {code.zh}
                      </option>
                    ))}
                  </select>
                  <button
                    type="button"
                    className={styles.remove}
                    aria-label={`移去${name}`}
                    onClick={() => {
                      setRemoved({ id, raw: entries[id] });
                      form.onChange(`${path}.${id}`, null);
                    }}
                  >
                    <Trash2 size={20} aria-hidden />
                  </button>
                </li>
              );
            })}
            {port?.busy?.map(({ id, name, done }) => (
              <li key={id} className={classes(styles.photo, styles.busy)}>
                <span role="status">
                  正在缩小{name === '' ? '照片' : ` ${name}`}
                  {done > 0 ? ` ${Math.round(done * 100)}%` : '…'}
                </span>
              </li>
            ))}
          </ul>
          {removed !== null && !ids.includes(removed.id) && (
            <p className={styles.undo} role="status">
              已移去一张{field.item}
              <Button
                tone="quiet"
                onClick={() => {
                  form.onChange(`${path}.${removed.id}`, removed.raw);
                  setRemoved(null);
                }}
              >
                撤销
              </Button>
            </p>
          )}
          {port !== undefined && (
            <div className={styles.add}>
              <FileButton
                label="拍照"
                icon={<Camera size={22} aria-hidden />}
                capture
                onFiles={(files) => port.add(path, files)}
              />
              <FileButton
                label="从相册选"
                icon={<Images size={22} aria-hidden />}
                onFiles={(files) => port.add(path, files)}
              />
            </div>
          )}
        </div>
      )}
    </FieldShell>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly icon: React.ReactNode;
  readonly capture?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

function FileButton({ label, icon, capture = false, onFiles }: FileButtonProps) {
  return (
    <label className={classes(buttonClass('secondary', true), styles.file)}>
      <input
        type="file"
        accept="image/*"
        aria-label={label}
        {...(capture ? { capture: 'environment' as const } : { multiple: true })}
        onChange={(event) => {
          const files = Array.from(event.currentTarget.files ?? []);
          // So that the same picture can be chosen again after it was removed.
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      {icon}
      <span>{label}</span>
    </label>
  );
}
