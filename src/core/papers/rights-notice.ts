import { heading, text, title } from '#core/document.ts';
import { committeeName, dayLine, partiesToSign } from './paper-case.ts';
import type { Form } from './parts.ts';
import { mediatorSigner, partySignatures, sign } from './signatures.ts';
import { needsRightsNotice } from '#kinds/case-rules.ts';

/** Articles 2–4, 23, 24 and 31–33 of 人民调解法; 若干规定 art. 30; 个人信息保护法 arts. 17, 28–31. */
const SECTIONS: readonly (readonly [heading: string, paragraphs: readonly string[]])[] = [
  [
    '一、人民调解的性质',
    [
      '人民调解是人民调解委员会通过说服、疏导等方法，促使当事人在平等协商基础上自愿达成调解协议，解决民间纠纷的活动。人民调解委员会调解民间纠纷，不收取任何费用。',
    ],
  ],
  [
    '二、人民调解的原则',
    [
      '（一）在当事人自愿、平等的基础上进行调解；',
      '（二）不违背法律、法规和国家政策；',
      '（三）尊重当事人的权利，不得因调解而阻止当事人依法通过仲裁、行政、司法等途径维护自己的权利。',
    ],
  ],
  [
    '三、当事人在调解活动中享有的权利',
    [
      '（一）选择或者接受人民调解员；（二）接受调解、拒绝调解或者要求终止调解；（三）要求调解公开进行或者不公开进行；（四）自主表达意愿、自愿达成调解协议。',
    ],
  ],
  [
    '四、当事人在调解活动中履行的义务',
    ['（一）如实陈述纠纷事实；（二）遵守调解现场秩序，尊重人民调解员；（三）尊重对方当事人行使权利。'],
  ],
  [
    '五、调解协议的效力',
    [
      '经人民调解委员会调解达成的调解协议，具有法律约束力，当事人应当按照约定履行。当事人之间就调解协议的履行或者调解协议的内容发生争议的，一方当事人可以向人民法院提起诉讼。',
      '双方当事人认为有必要的，可以自调解协议生效之日起三十日内共同向人民法院申请司法确认。',
    ],
  ],
  [
    '六、个人信息的处理',
    [
      '人民调解委员会收集的个人信息只用于调解、立卷归档和统计，并予以保密；当事人可以要求查阅、更正。涉及健康、金融账户等敏感信息和不满十四周岁未成年人信息的，须经本人或者监护人另行同意。',
    ],
  ],
];

/** 人民调解当事人权利义务告知书 (domain.md §1.3). */
export const rightsNotice: Form = {
  id: 'rightsNotice',
  title: '人民调解当事人权利义务告知书',
  need: ({ values }) => (needsRightsNotice(values) ? 'must' : values.rightsNoticeOn === undefined ? 'other' : 'fits'),
  papers: (one) => [
    [
      title('人民调解当事人权利义务告知书'),
      text([...committeeName(one), '根据《中华人民共和国人民调解法》等有关规定，告知当事人如下：']),
      ...SECTIONS.flatMap(([name, paragraphs]) => [heading(1, name), ...paragraphs.map((each) => text([each]))]),
      text(['以上内容已经告知，本人已清楚。'], { keep: true }),
      ...partySignatures(partiesToSign(one)),
      text([`${mediatorSigner}：`, sign(4), '　', ...dayLine(one.values.rightsNoticeOn, '告知日期')]),
    ],
  ],
};
