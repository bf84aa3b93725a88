import { Link } from 'react-router';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useStore } from '#store/hooks.ts';
import { isAlone } from '#store/store.ts';
import { buttonClass } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import styles from './home.module.css';

/** As its kind says, which comes a moment later. */
const PEOPLE = { name: 'person', scope: 'work' } as const;

/** What the home screen teaches while nothing has been written down. */
export function FirstSteps({ people }: { readonly people: number }) {
  const alone = isAlone(useStore().identity);
  const { mayWrite } = useRights();
  const { unit } = usePlace();
  return (
    <Card>
      <h2 className={styles.stepsTitle}>从这里开始</h2>
      <ol className={styles.steps}>
        {mayWrite(PEOPLE, unit) && (
          <li>
            <p>
              {people === 0 ? '先把常来的人记进名册，以后点一下就选上。' : `名册里已有 ${people} 人，还可以接着加。`}
            </p>
            <Link className={buttonClass('secondary')} to="/ledger/person/batch">
              批量添加人员
            </Link>
          </li>
        )}
        <li>
          <p>办了一件事，点上面的大按钮记一笔，不到一分钟。</p>
        </li>
        <li>
          <p>
            {alone
              ? '每周在“我的”里导出一次备份，手机坏了也不怕。'
              : '记下的会自动报到乡镇；没有网络照常记，联网后再报。'}
          </p>
        </li>
      </ol>
    </Card>
  );
}
