import { CalendarPlus, Copy } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Group } from '#kinds/field.ts';
import { training } from '#kinds/index.ts';
import type { CountedRow } from '#core/counted-units.ts';
import { isDay, zhDay } from '#core/day.ts';
import { keepOpenDraft, newDraft } from '#store/drafts.ts';
import { useStore } from '#store/hooks.ts';
import { todayOf } from '#store/store.ts';
import { copyText } from '#pages/copy-text.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { tryWrite, type WriteFailure } from '#pages/shell/try-write.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { Notice } from '#ui/Notice.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import styles from './coverage.module.css';

export interface MakeUpProps {
  readonly people: readonly CountedRow[];
  /** Of the village whose people they are; '' for the whole township. */
  readonly unit: string;
  /** 身份 of the roster; '' where it is everybody. */
  readonly role: string;
  readonly what: string;
}

const nameOf = ({ values }: CountedRow): string => (typeof values['name'] === 'string' ? values['name'] : '');

/**
 * Plans a training for those who were not reached. The plan is a form that is begun: it waits on the home screen with everybody on its
 * list, and on the day whoever did not come is unticked.
 */
export function MakeUp({ people, unit, role, what }: MakeUpProps) {
  const store = useStore();
  const place = usePlace();
  const say = useSay();
  const { mayWrite } = useRights();
  const today = todayOf(store);
  const [day, setDay] = useState('');
  const [where, setWhere] = useState('');
  const [planned, setPlanned] = useState<string | null>(null);
  const [failure, setFailure] = useState<WriteFailure | null>(null);
  useWriting(planned === null && (day !== '' || where !== ''));
  if (people.length === 0 || !mayWrite(training, unit === '' ? place.unit : unit)) return null;
  const when = isDay(day) ? zhDay(day) : '';
  const title = `${what}补训${when === '' ? '' : `（${when}）`}`;
  const plan = async () => {
    const context = { today, unit: unit === '' ? place.unit : unit, me: null, committee: null };
    const draft = newDraft(store, training, context, {
      title,
      audience: role === '' ? [] : [role],
      attendance: Object.fromEntries(people.map((person) => [person.id, invited(person)])),
      ...(isDay(day) ? { heldOn: day } : {}),
      ...(where.trim() === '' ? {} : { place: where.trim() }),
    });
    const done = await tryWrite(() => keepOpenDraft(store, draft, null));
    setFailure(done.ok ? null : done.failure);
    if (!done.ok) return;
    setPlanned(draft.id);
    say('已排好，放在首页“没写完的”里');
  };
  const copy = async () =>
    say((await copyText(notice(title, people, when, where))) ? '通知已复制' : '这个浏览器不让复制');
  return (
    <Section title="给他们排一场补训">
      <Card>
        <TextBox label="日期" type="date" optional value={day} onChange={setDay} />
        <TextBox label="地点" optional value={where} onChange={setWhere} max={100} />
        {failure !== null && <FailureNotice failure={failure} />}
        {planned === null ? (
          <div className={styles.buttons}>
            <Button tone="primary" icon={<CalendarPlus size={20} aria-hidden />} onClick={() => void plan()}>
              排好这场补训
            </Button>
            <Button icon={<Copy size={20} aria-hidden />} onClick={() => void copy()}>
              复制通知
            </Button>
          </div>
        ) : (
          <Notice
            actions={
              <>
                <Button tone="quiet" onClick={() => void copy()}>
                  复制通知
                </Button>
                <Link className={buttonClass('quiet')} to={`/draft/${planned}`}>
                  打开
                </Link>
              </>
            }
          >
            已排好{title}，{people.length} 人在名单上，放在首页“没写完的”里。开完以后打开它，没来的去掉勾，再保存。
          </Notice>
        )}
      </Card>
    </Section>
  );
}

/** On the list as if present: on the day only those who did not come need a tap. */
const invited = (person: CountedRow): Group => ({ state: 'present', name: nameOf(person), unit: person.unit });

/** For the people's own group chat: names and nothing else about them. */
function notice(title: string, people: readonly CountedRow[], when: string, where: string): string {
  const at = where.trim();
  const about = [when === '' ? '' : `时间：${when}`, at === '' ? '' : `地点：${at}`].filter((part) => part !== '');
  return [`【${title}】`, ...about, `请以下 ${people.length} 人参加：${people.map(nameOf).join('、')}`].join('\n');
}
