import { hiddenClass } from '#ui/Hidden.tsx';

export interface ChartTableProps {
  readonly caption: string;
  readonly rows: readonly { readonly id: string; readonly label: string; readonly value: string }[];
}

/** The numbers of a drawing for those who do not see it. */
export function ChartTable({ caption, rows }: ChartTableProps) {
  return (
    <div className={hiddenClass}>
      <table>
        <caption>{caption}</caption>
        <tbody>
          {rows.map(({ id, label, value }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
