import { Screen } from '#pages/shell/Screen.tsx';
import { dayOfMs, zhDay } from '#core/day.ts';
import { useStore } from '#store/hooks.ts';
import { Card, Section } from '#ui/Card.tsx';
import { SealMark } from '#ui/SealMark.tsx';
import { CheckUpdate } from './CheckUpdate.tsx';
import styles from './mine.module.css';

export function AboutPage() {
  const { ports } = useStore();
  return (
    <Screen title="关于" back="/mine">
      <div className={styles.stack}>
        <Card>
          <div className={styles.close}>
            <SealMark size={48} />
            <p>
              <b>法治台账</b>
              <br />
              乡镇和村的法治工作台账。一件事只记一次，没有网络也能记。
            </p>
            {/* The sample lives in its own year, before any version. */}
            {ports.builtAt > 0 && <p className={styles.soft}>版本日期 {zhDay(dayOfMs(ports.builtAt))}</p>}
            <CheckUpdate />
          </div>
        </Card>
        <Section title="个人信息怎么保护">
          <Card>
            <div className={styles.prose}>
              <p>单机使用时，您记的内容只存在这台设备的浏览器里，不会传到任何地方，也没有统计和广告。</p>
              <p>
                当事人的姓名、电话、住址、身份证号和案情，在列表里遮住一部分，打开那一条才看全；不写进网址、标题和通知。
              </p>
              <p>照片存下前会缩小，并去掉拍摄地点。拍照和照片都不是必须的。</p>
              <p>只有您导出备份并交给别人，内容才会离开这台设备。交给别人时请加密。</p>
              <p>记录保存在浏览器里：清除浏览器数据、卸载浏览器会一起删掉，请常导出备份。</p>
            </div>
          </Card>
        </Section>
        <Section title="许可">
          <Card>
            <div className={styles.prose}>
              <p>法治台账是开放源代码软件，按 MIT 许可证提供：可以免费使用、复制和修改，按现状提供，不作担保。</p>
            </div>
          </Card>
        </Section>
      </div>
    </Screen>
  );
}
