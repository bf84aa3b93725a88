import { Screen } from '#pages/shell/Screen.tsx';
import { browserOf, isInApp } from '#core/browser.ts';
import { useBackupState } from '#store/backup-hooks.ts';
import { useStore } from '#store/hooks.ts';
import { isAlone } from '#store/store.ts';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Section, Card } from '#ui/Card.tsx';
import { backupWords } from './backup-words.ts';
import { ExportBackup } from './ExportBackup.tsx';
import { ImportBackup } from './ImportBackup.tsx';
import styles from './mine.module.css';

/** 导出备份, 导入备份: how records reach a safe place, another phone or the township without a network. */
export function BackupPage() {
  const { ports, identity } = useStore();
  const backup = useBackupState();
  const words = backup === undefined ? null : backupWords(backup, ports.now(), !isAlone(identity));
  return (
    <Screen title="备份与恢复" back="/mine" under={identity.sample ? null : words?.line}>
      <div className={styles.stack}>
        {identity.sample && <Notice>现在看的是示例。示例也能导出，但不能并进真实的台账。</Notice>}
        <InApp />
        <Section title="留一份在别处">
          <Card>
            <ExportBackup />
          </Card>
        </Section>
        {!identity.sample && (
          <Section title="把别处的并进来">
            <Card>
              <ImportBackup />
            </Card>
          </Section>
        )}
        <Disclosure label="换了手机、几部手机怎么办">
          <div className={styles.prose}>
            <p>
              <b>换了手机、重装了浏览器：</b>在新手机打开法治台账，首屏选“从备份恢复”，选这份文件，记录就都回来了。
            </p>
            <p>
              <b>两部手机都记过，或者村里的备份交到乡镇：</b>
              在这里“导入备份”。两边的记录都保留，同一条只算一次；同一处两人改得不一样，两个内容都留着，请您选定。
            </p>
            <p>同一份备份导入几次都一样，不会重复。</p>
          </div>
        </Disclosure>
      </div>
    </Screen>
  );
}

/** Another app's browser keeps no files. */
function InApp() {
  const browser = browserOf(navigator.userAgent, navigator.maxTouchPoints);
  if (!isInApp(browser)) return null;
  const where = browser.shell === 'wechat' ? '微信' : '这个应用';
  return (
    <Notice tone="warn">
      <p>{where}里打开的网页存不了文件，导出可能不成功。请点右上角⋯，选“在浏览器打开”，以后都在浏览器里用。</p>
      <p>
        在{where}里记过的，不会自己出现在浏览器里：能导出就先导出；导不出也别清理{where}，加入乡镇后可以上报。
      </p>
    </Notice>
  );
}
