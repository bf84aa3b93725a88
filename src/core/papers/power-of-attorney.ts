import { blank, text, title } from '#core/document.ts';
import { disputeLine, nameOf, orBlank, partiesOf, partyWords, type PaperCase, type Party } from './paper-case.ts';
import type { Form } from './parts.ts';
import { sign, signedOn } from './signatures.ts';

const ofParty = (one: PaperCase, party: Party | null) => {
  const said = party === null ? null : partyWords(one, party);
  const name = party === null ? blank('委托人', 6) : nameOf(party);
  const phone = orBlank(said?.phone ?? '', '委托人联系方式', 7);
  return [
    title('授权委托书'),
    // A firm's name and its phone do not fit one line.
    ...(party?.isOrganisation === true
      ? [text(['委托人：', name]), text(['联系方式：', phone])]
      : [text(['委托人：', name, '　联系方式：', phone])]),
    text(['单位或住址：', orBlank(said?.address ?? '', '委托人单位或住址', 14)]),
    text([
      '受委托人：',
      orBlank(party?.agent ?? '', '受委托人', 6),
      '　性别：',
      blank('受委托人性别', 2),
      '　年龄：',
      blank('受委托人年龄', 2),
    ]),
    text(['身份证号：', blank('受委托人身份证号', 8), '　联系方式：', blank('受委托人联系方式', 5)]),
    text(['单位或住址：', blank('受委托人单位或住址', 14)]),
    text(['　　现委托上列受委托人在', ...disputeLine(one), '一案的人民调解中，作为我（单位）的代理人参加调解。'], {
      flush: true,
    }),
    text(['委托权限：□ 一般代理　□ 特别代理：代为承认、变更、放弃请求，达成调解协议，签署调解文书。']),
    text(['委托期限：自签署之日起至本纠纷调解终结之日止。']),
    text(['委托人（签名、盖章或按指印）：', sign()], { keep: true }),
    text(['受委托人（签名）：', sign()], { keep: true }),
    text(signedOn(), { align: 'right' }),
  ];
};

/** 授权委托书, one for each party that somebody acts for (民法典 art. 165: name, matter, powers, term, signature). */
export const powerOfAttorney: Form = {
  id: 'powerOfAttorney',
  title: '授权委托书',
  need: (one) => (partiesOf(one).some(({ agent }) => agent !== '') ? 'fits' : 'other'),
  papers: (one) => {
    const represented = partiesOf(one).filter(({ agent }) => agent !== '');
    return (represented.length === 0 ? [null] : represented).map((party) => ofParty(one, party));
  },
};
