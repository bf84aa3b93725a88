import { useState } from 'react';
import { useNavigate } from 'react-router';
import { memberRoles } from '#kinds/codes-people.ts';
import { useCounters, useStore } from '#store/hooks.ts';
import { Button } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import { Notice } from '#ui/Notice.tsx';
import { zhMoment } from '#pages/shell/moment.ts';
import { ledgerRecords } from '#pages/shell/ledger-records.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { Join } from './Join.tsx';
import styles from './start.module.css';

/** A phone that took its invitation without a network (SPEC X12): how what it records gets to the township. */
export function Invited() {
  const { identity, ports } = useStore();
  const navigate = useNavigate();
  const { unitName } = usePlace();
  const records = ledgerRecords(useCounters());
  const [typing, setTyping] = useState(false);
  if (typing) return <Join back={() => setTyping(false)} records={records} />;
  const { joined } = identity;
  const role = memberRoles.codes.find(({ id }) => id === joined?.account.role)?.zh ?? '';
  const until = joined?.invited?.expiresAt ?? 0;
  return (
    <Screen
      title="这台手机的登记"
      back="/mine"
      bottom={
        <Button tone="primary" wide onClick={() => void navigate('/', { replace: true, state: null })}>
          去首页
        </Button>
      }
    >
      <div className={styles.words}>
        <Notice tone="success" announced>
          这台手机登记给{[unitName, role].filter((part) => part !== '').join('的')}了。没有网络照常记，一条都不会丢。
        </Notice>
        <Card>
          <ul className={styles.points}>
            <li>
              <b>隔几天交一次备份：</b>在“我的”里导出备份，用数据线或微信交给司法所，他们并进去就报上了。
            </li>
            <li>
              <b>以后连上网：</b>这台手机自己登录、自己上报，不用再输什么。
            </li>
            <li>
              {ports.now() < until
                ? `${zhMoment(until)} 前交到或连上网的，司法所不用再确认。`
                : '邀请已过 72 小时：交了备份后，司法所点一下确认就行。'}
            </li>
          </ul>
        </Card>
        <Button wide onClick={() => void navigate('/mine/backup')}>
          导出备份
        </Button>
        <Button tone="quiet" wide onClick={() => setTyping(true)}>
          连上网了，有新的邀请码
        </Button>
      </div>
    </Screen>
  );
}
