const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/** Up to four digits; zeros inside are said once. */
function groupWords(group: number): string {
  let said = '';
  let zero = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      zero = said !== '';
      continue;
    }
    said += `${zero ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`;
    zero = false;
  }
  return said;
}

function yuanWords(yuan: number): string {
  let said = '';
  for (let place = 3; place >= 0; place--) {
    const group = Math.floor(yuan / 10_000 ** place) % 10_000;
    if (group === 0) continue;
    said += `${said !== '' && group < 1000 ? '零' : ''}${groupWords(group)}${GROUPS[place]}`;
  }
  return said;
}

/** 分 in capital figures, as receipts demand (支付结算办法, annex 1): 720050 is 柒仟贰佰元伍角整. */
export function capitalAmount(fen: number): string {
  const [yuan, jiao, cent] = [Math.floor(fen / 100), Math.floor(fen / 10) % 10, fen % 10];
  const whole = yuan === 0 ? '' : `${yuanWords(yuan)}元`;
  if (jiao === 0 && cent === 0) return `${whole || '零元'}整`;
  const tenths = jiao === 0 ? (whole === '' ? '' : '零') : `${DIGITS[jiao]}角`;
  return `${whole}${tenths}${cent === 0 ? '整' : `${DIGITS[cent]}分`}`;
}
