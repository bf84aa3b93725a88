import { Disclosure } from '#ui/Disclosure.tsx';
import styles from './Bars.module.css';

export interface ChartNumbersProps {
  readonly caption: string;
  readonly rows: readonly { readonly id: string; readonly label: string; readonly value: string }[];
}

/** The table behind a drawing, for whoever would rather read numbers. */
export function ChartNumbers({ caption, rows }: ChartNumbersProps) {
  return (
    <div className={styles.behind}>
      <Disclosure label="看数字表">
        <table className={styles.numbers} aria-label={`${caption}，数字表`}>
          <tbody>
            {rows.map(({ id, label, value }) => (
              <tr key={id}>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </div>
  );
}
