import { useState } from 'react';
import { useSay } from '#pages/shell/announcer.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { useWriting } from '#pages/shell/use-writing.ts';
import { sizeText } from '#pages/backups.ts';
import type { KnownDevice } from '#store/db.ts';
import { usePhotoCount } from '#store/backup-hooks.ts';
import { renameDevice, useDevices } from '#store/devices.ts';
import { useStore } from '#store/hooks.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { Notice } from '#ui/Notice.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { Rows, StateRow } from './Rows.tsx';
import { useStorage, type StorageState } from './use-storage.ts';
import styles from './mine.module.css';

export function DevicePage() {
  const devices = useDevices();
  const { identity } = useStore();
  const own = devices?.find(({ id }) => id === identity.device);
  const others = devices?.filter(({ id }) => id !== identity.device) ?? [];
  return (
    <Screen title="本机与存储" back="/mine">
      <div className={styles.stack}>
        <Section title="存储">
          <Storage />
        </Section>
        <Section title="这台设备">
          <Card>{own !== undefined && <OwnDevice key={own.name} device={own} />}</Card>
        </Section>
        {others.length > 0 && (
          <Section title="随备份来过的设备">
            <Rows>
              {others.map(({ id, name }) => (
                <StateRow key={id} title={name === '' ? '没有名字' : name} note={`编号 ${shortId(id)}`} />
              ))}
            </Rows>
          </Section>
        )}
      </div>
    </Screen>
  );
}

const shortId = (id: string): string => id.slice(0, 6).toUpperCase();

function OwnDevice({ device }: { readonly device: KnownDevice }) {
  const store = useStore();
  const say = useSay();
  const [name, setName] = useState(device.name);
  const [problem, setProblem] = useState<string | undefined>();
  useWriting(name !== device.name);
  const save = async () => {
    setProblem(undefined);
    const done = await renameDevice(store, name.trim());
    if (done.ok) say('已存本机');
    else setProblem('没有存下，请重新打开再试');
  };
  return (
    <div className={styles.close}>
      <TextBox
        label="设备名称"
        value={name}
        max={30}
        hint="写上谁的手机，比如“李主任的手机”。改动记录和备份里会写这个名称。"
        problem={problem}
        onChange={setName}
      />
      <p className={styles.small}>编号 {shortId(device.id)}</p>
      <Button wide disabled={name.trim() === device.name} onClick={() => void save()}>
        保存名称
      </Button>
    </div>
  );
}

function Storage() {
  const { state, persist } = useStorage();
  const photos = usePhotoCount();
  return (
    <div className={styles.close}>
      <Rows>
        <StateRow title="占用空间" value={usedText(state)} />
        {photos !== undefined && <StateRow title="照片" value={`${photos} 张`} />}
        <StateRow title="长期保存" value={persistedText[state.persisted]} />
      </Rows>
      {state.persisted === 'no' && (
        <>
          <Notice>手机空间紧张时，浏览器可能清掉网页的数据。申请长期保存，并把法治台账放到桌面，就不容易被清。</Notice>
          <Button wide onClick={() => void persist()}>
            申请长期保存
          </Button>
        </>
      )}
      {state.refused && <p role="status">浏览器这次没有答应。常用一段时间、放到桌面以后再试；平时多导出备份。</p>}
    </div>
  );
}

const persistedText: { readonly [state in StorageState['persisted']]: string } = {
  yes: '是，浏览器不会自动清理',
  no: '否',
  unknown: '这个浏览器没有说明',
};

const usedText = ({ used, quota }: StorageState): string =>
  used === null ? '不清楚' : quota === null ? sizeText(used) : `${sizeText(used)}，还可用 ${sizeText(quota - used)}`;
