/** How cells look, each way once (ECMA-376 part 1, 18.8). */

export interface Look {
  readonly bold?: boolean;
  /** In points. */
  readonly size?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly middle?: boolean;
  readonly wrap?: boolean;
  /** RRGGBB */
  readonly fill?: string;
  readonly border?: boolean;
  /** How numbers are shown; texts keep being texts when somebody edits them. */
  readonly format?: 'text' | '0' | '0.0' | '0.00' | '#,##0.00' | 'yyyy-mm-dd';
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** Songti is on every office computer here; elsewhere the program falls back by itself. */
const FONT = '宋体';
const SIZE = 11;

/** Built in: General, 0, 0.00, #,##0.00 and @; the others are declared. */
const FORMATS: { readonly [format in NonNullable<Look['format']>]: number } = {
  text: 49,
  '0': 1,
  '0.00': 2,
  '#,##0.00': 4,
  '0.0': 164,
  'yyyy-mm-dd': 165,
};

const BORDER = ['left', 'right', 'top', 'bottom']
  .map((side) => `<${side} style="thin"><color rgb="FF808080"/></${side}>`)
  .join('');

/** Numbers the ways in which cells look, in the order in which they are asked for. */
export function createStyles() {
  const [fonts, fills, ways] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const known = new Map<Look, readonly [plain: number, risky: number]>();
  const placeIn = (all: Map<string, number>, xml: string): number => {
    const place = all.get(xml) ?? all.size;
    all.set(xml, place);
    return place;
  };
  placeIn(fonts, fontXml({}));
  // Excel reckons with these two being the first.
  for (const pattern of ['none', 'gray125']) placeIn(fills, `<fill><patternFill patternType="${pattern}"/></fill>`);
  const wayOf = (look: Look, isRisky: boolean): number => {
    const font = placeIn(fonts, fontXml(look));
    const fill =
      look.fill === undefined
        ? 0
        : placeIn(fills, `<fill><patternFill patternType="solid"><fgColor rgb="FF${look.fill}"/></patternFill></fill>`);
    const format = look.format === undefined ? 0 : FORMATS[look.format];
    return placeIn(ways, wayXml(look, { font, fill, format, isRisky }));
  };
  wayOf({}, false);
  return {
    /** `isRisky`: the text begins like a formula, and is marked as a text as a person does by an apostrophe. */
    placeOf: (look: Look, isRisky: boolean): number => {
      const both = known.get(look) ?? [wayOf(look, false), wayOf(look, true)];
      known.set(look, both);
      return both[isRisky ? 1 : 0];
    },
    xml: (): string => stylesXml([...fonts.keys()], [...fills.keys()], [...ways.keys()]),
  };
}

const fontXml = ({ bold = false, size = SIZE }: Look): string =>
  `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="${FONT}"/></font>`;

interface Way {
  readonly font: number;
  readonly fill: number;
  readonly format: number;
  readonly isRisky: boolean;
}

function wayXml({ align, middle, wrap, border }: Look, { font, fill, format, isRisky }: Way): string {
  const placing = [
    align === undefined ? '' : ` horizontal="${align}"`,
    ` vertical="${middle === true ? 'center' : 'top'}"`,
    wrap === true ? ' wrapText="1"' : '',
  ].join('');
  const quote = isRisky ? ' quotePrefix="1"' : '';
  return (
    `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border === true ? 1 : 0}" xfId="0"${quote}` +
    ` applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment${placing}/></xf>`
  );
}

function stylesXml(fonts: readonly string[], fills: readonly string[], ways: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>`,
    `<fonts count="${fonts.length}">${fonts.join('')}</fonts>`,
    `<fills count="${fills.length}">${fills.join('')}</fills>`,
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${BORDER}<diagonal/></border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${ways.length}">${ways.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('');
}
