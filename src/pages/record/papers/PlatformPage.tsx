import { Copy } from 'lucide-react';
import { platformFields, platformParties, type PlatformField } from '#core/papers/platform-fields.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { Loading } from '#ui/Loading.tsx';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useSay } from '#pages/shell/announcer.ts';
import { copyText } from '#pages/copy-text.ts';
import { usePaperCase } from './use-paper-case.ts';
import styles from './papers.module.css';

/** 按平台顺序复制: the fields of the official platform's screen in its order, each with a button (domain.md §7.4). */
export function PlatformPage() {
  const { one } = usePaperCase();
  if (one === undefined) return <Loading what="正在打开案件" />;
  if (one === null) return <NotFound />;
  return (
    <Screen title="按平台顺序复制" back={`/ledger/mediationCase/${one.id}/papers`}>
      <div className={styles.page}>
        <p className={styles.soft}>在平台里录这件案子时，照这个顺序一项一项复制、粘贴。</p>
        <Section title="案件">
          <Fields fields={platformFields(one)} />
        </Section>
        {platformParties(one).map((fields, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- parties in their order
          <Section key={at} title={`当事人 ${at + 1}`}>
            <Fields fields={fields} />
          </Section>
        ))}
      </div>
    </Screen>
  );
}

function Fields({ fields }: { readonly fields: readonly PlatformField[] }) {
  const say = useSay();
  const copy = async ({ label, text }: PlatformField) =>
    say((await copyText(text)) ? `${label}已复制` : '这个浏览器不让复制，请长按文字复制');
  return (
    <Card flush>
      <dl className={styles.fields}>
        {fields.map((field) => (
          <div key={field.label}>
            <dt>{field.label}</dt>
            <dd>{field.text === '' ? '（没有填）' : field.text}</dd>
            {field.text !== '' && (
              <dd className={styles.copyOne}>
                <Button
                  tone="quiet"
                  icon={<Copy size={20} aria-hidden />}
                  aria-label={`复制${field.label}`}
                  onClick={() => void copy(field)}
                >
                  复制
                </Button>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </Card>
  );
}
