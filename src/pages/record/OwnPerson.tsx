/** Accounts and the roster: whom an account stands for, so that forms can write him in first. */
import { Link } from 'react-router';
import type { Context } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { standingOf } from '#core/row-index.ts';
import { useStore } from '#store/hooks.ts';
import type { SlimRow } from '#store/projection.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { buttonClass } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';
import { asText, asTexts, type Typed } from '#ui/typed.ts';
import styles from './record.module.css';

interface SameNameProps {
  readonly typed: Typed;
  readonly people: readonly SlimRow[];
  readonly onChange: (path: string, raw: unknown) => void;
}

/** More of one name than that are told apart in the list itself. */
const MOST = 3;

/** One tap links an account to whoever bears its name on the roster, those of its own unit first. */
export function SameName({ typed, people, onChange }: SameNameProps) {
  const { units } = usePlace();
  const name = asText(typed['name']).trim();
  if (name === '' || asText(typed['person']) !== '') return null;
  const same = standingOf(people).filter(({ values }) => asText(values['name']).trim() === name);
  const own = same.filter(({ unit }) => unit === typed['unit']);
  const offered = (own.length > 0 ? own : same).slice(0, MOST);
  if (offered.length === 0) return null;
  return (
    <div className={styles.phrases}>
      {offered.map(({ id, unit }) => (
        <button key={id} type="button" onClick={() => onChange('person', id)}>
          选名册里的{name}（{units.find((each) => each.id === unit)?.name ?? '乡镇'}）
        </button>
      ))}
    </div>
  );
}

interface NobodyIsMeProps {
  readonly kind: Kind;
  readonly typed: Typed;
  readonly context: Context;
  readonly people: readonly SlimRow[];
}

/**
 * Why a new record of a village does not begin with oneself as mediator, and who can cure that: nobody, while the roster is empty. An
 * office writes down what others have mediated.
 */
export function NobodyIsMe({ kind, typed, context, people }: NobodyIsMeProps) {
  const { joined, mode } = useStore().identity;
  const field = kind.fields['mediators'];
  if (mode !== 'village') return null;
  if (field?.type !== 'links' || context.me !== null || asTexts(typed['mediators']).length > 0) return null;
  if (joined === undefined && standingOf(people).length === 0) return null;
  return joined === undefined ? (
    <Notice
      actions={
        <Link className={buttonClass('quiet')} to="/mine/me">
          去选“我”
        </Link>
      }
    >
      “调解员”没有先写上您：还没有选您是名册里的哪一位。这一件也可以在“更多信息”里自己选。
    </Notice>
  ) : (
    <Notice>
      “调解员”没有先写上您：您的账号还没有对上名册里的人。请司法所在“账号与设备”里选好；这一件在“更多信息”里自己选。
    </Notice>
  );
}
