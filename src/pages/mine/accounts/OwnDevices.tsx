import { useStore } from '#store/hooks.ts';
import { failureText } from '#sync/api.ts';
import { Card, Section } from '#ui/Card.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { DeviceItem } from './DeviceItem.tsx';
import { devicesOfMember, useTownshipDevices } from './use-devices.ts';
import styles from './accounts.module.css';

/** What a person uses, and how to add another one. */
export function OwnDevices() {
  const { identity } = useStore();
  const { devices, failure, reload } = useTownshipDevices();
  const own = devicesOfMember(devices ?? [], identity.joined?.account.member ?? '');
  return (
    <Screen title="我的设备" back="/mine">
      <div className={styles.stack}>
        {failure !== null && (
          <Notice tone="warn" announced>
            {failureText(failure)}
          </Notice>
        )}
        {devices === null && failure === null && <Loading what="正在问乡镇" />}
        {own.length > 0 && (
          <Section title="登记给我的">
            <Card flush>
              <ul>
                {own.map((device) => (
                  <DeviceItem key={device.id} device={device} mayRevoke={false} onChanged={reload} />
                ))}
              </ul>
            </Card>
          </Section>
        )}
        <Notice>手机丢了、换了手机，或者还想用一台电脑：打电话给司法所，他们在“账号与设备”里处理。</Notice>
      </div>
    </Screen>
  );
}
