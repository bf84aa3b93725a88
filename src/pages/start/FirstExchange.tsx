import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useCounters, useStore } from '#store/hooks.ts';
import { Button } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { ledgerRecords } from '#pages/shell/ledger-records.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { useSync } from '#pages/shell/sync.ts';
import { syncWords } from '#pages/shell/sync-words.ts';
import { useOnline } from '#pages/shell/use-online.ts';
import styles from './start.module.css';

/** Between 已加入 and the first look at the ledger: what comes from the township, how far it is, and nothing to wait for. */
export function FirstExchange() {
  const { identity } = useStore();
  const navigate = useNavigate();
  const sync = useSync();
  const online = useOnline();
  const records = ledgerRecords(useCounters());
  const isDone = sync.lastContact !== null && sync.phase === 'idle';
  useEffect(() => {
    if (isDone) void navigate('/', { replace: true, state: null });
  }, [isDone, navigate]);
  const words = syncWords(sync, online);
  const name = identity.joined?.account.name ?? '';
  return (
    <Screen
      title="已加入乡镇"
      bottom={
        <Button wide onClick={() => void navigate('/', { replace: true, state: null })}>
          先去首页
        </Button>
      }
    >
      <div className={styles.words}>
        <Notice tone="success" announced>
          {name === '' ? '这台设备已登记。' : `${name}，这台设备已登记给您。`}
        </Notice>
        <Card>
          <Loading what={`仍在载入，已有 ${records} 条`} after={0} />
          <p className={styles.small}>
            乡镇的任务、人员和已有的记录正在传到这台设备。可以先去首页开始记，数字会慢慢变齐。
          </p>
        </Card>
        {sync.phase === 'failed' && (
          <Notice
            tone="warn"
            announced
            actions={
              words.act === null ? undefined : (
                <Button tone="quiet" onClick={() => sync.ask()}>
                  再试
                </Button>
              )
            }
          >
            {words.title}：{words.text}
          </Notice>
        )}
      </div>
    </Screen>
  );
}
