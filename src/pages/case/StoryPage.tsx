/** 以案普法: what of a case is told to others, read through and changed before it leaves (domain.md §6.6). */
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Values } from '#kinds/field.ts';
import { mediationCase, publicityEvent } from '#kinds/index.ts';
import { knownIn, storyOf, type Story } from '#core/case-story.ts';
import { identifyingIn } from '#core/without-identity.ts';
import type { StoredRow } from '#store/db.ts';
import { useRecord } from '#store/hooks.ts';
import { textAbout } from '#store/meta-keys.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { useKeptText } from '#pages/shell/use-kept-text.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { NoRight } from '#pages/shell/NoRight.tsx';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import styles from './case-pages.module.css';

const TITLE = '以案普法';

export function StoryPage() {
  const { id = '' } = useParams();
  const row = useRecord(mediationCase.name, id);
  const { unitRows } = usePlace();
  const { mayWrite } = useRights();
  if (row === undefined) return <Loading what="正在打开案件" />;
  if (row === null) return <NotFound />;
  if (!mayWrite(publicityEvent, row.unit)) return <NoRight title={TITLE} />;
  const villages = unitRows.map(({ values }) => values['name']).filter((name) => typeof name === 'string');
  return <Tell key={id} row={row} villages={villages} />;
}

/** What somebody has changed in it outlives the browser (SPEC D9), until it is written anew from the case. */
function useStoryBoxes(record: string, story: Story) {
  const whole = `${story.text}\n${story.lesson}`;
  const title = useKeptText(textAbout(record, 'title'), story.title);
  const text = useKeptText(textAbout(record, 'story'), whole);
  const laws = useKeptText(textAbout(record, 'laws'), story.laws);
  const renew = () => {
    title.setText(story.title);
    text.setText(whole);
    laws.setText(story.laws);
  };
  const isChanged = title.text !== story.title || text.text !== whole || laws.text !== story.laws;
  return { title, text, laws, isChanged, renew, failure: title.failure ?? text.failure ?? laws.failure };
}

function Tell({ row, villages }: { readonly row: StoredRow; readonly villages: readonly string[] }) {
  const navigate = useNavigate();
  const values = row.values as Values;
  const [story] = useState(() => storyOf(values, villages));
  const boxes = useStoryBoxes(row.id, story);
  const [title, text, laws] = [boxes.title.text, boxes.text.text, boxes.laws.text];
  const left = identifyingIn(`${title}\n${text}\n${laws}`, knownIn(values, villages));
  const go = () =>
    navigate(`/ledger/${publicityEvent.name}/new`, {
      // Beside the address, never in it. No place: the case's own would say where it happened.
      state: { typed: { mediationCase: row.id, title, themes: story.themes, laws, note: text } },
    });
  return (
    <Screen
      title={TITLE}
      back={`/ledger/${mediationCase.name}/${row.id}`}
      bottom={
        <Button tone="primary" wide disabled={left.length > 0} onClick={() => void go()}>
          记成普法活动
        </Button>
      }
    >
      <div className={styles.page}>
        <p>只有下面这些会离开案卷。姓名、单位、村名、日期和准确金额已经换掉；请从头读一遍，别人认不认得出是谁。</p>
        <Card>
          <div className={styles.boxes}>
            <TextBox label="活动名称" value={title} onChange={boxes.title.setText} max={100} />
            <TextBox label="案例和道理" value={text} onChange={boxes.text.setText} lines={8} max={1000} />
            <TextBox label="涉及法律" value={laws} onChange={boxes.laws.setText} lines={2} max={1000} />
            {boxes.isChanged && (
              <Button tone="quiet" onClick={boxes.renew}>
                按案卷重新写
              </Button>
            )}
          </div>
        </Card>
        {boxes.failure !== null && <FailureNotice failure={boxes.failure} />}
        {left.length > 0 && (
          <Notice tone="warn" announced>
            还有能认出人的内容：{left.join('、')}。请改掉再记。
          </Notice>
        )}
        {story.replaced.length > 0 && (
          <Disclosure label="换掉的内容" note={`${story.replaced.length} 处`}>
            <Card>
              <ul className={styles.replaced} aria-label="换掉的内容">
                {story.replaced.map(({ from, to }) => (
                  <li key={from}>
                    <del>{from}</del> → <span>{to}</span>
                  </li>
                ))}
              </ul>
            </Card>
          </Disclosure>
        )}
        <Section title="留在案卷里的">
          <Card>
            当事人和代理人的资料、身份证号、电话、住址、调解记录、签名、照片，都不带走；普法活动上只留一个关联，不显示当事人。
          </Card>
        </Section>
      </div>
    </Screen>
  );
}
