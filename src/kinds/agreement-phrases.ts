/** 常用语 of 协议内容, per dispute type (records.md): sentences to complete, with blanks to fill. */
import type { Values } from './field.ts';

const ANY: readonly string[] = ['一次性支付＿＿元，于＿年＿月＿日前付清', '双方互相谅解，今后互不追究'];

const PHRASES: { readonly [disputeType: string]: readonly string[] } = {
  marriageFamily: ['每月支付赡养费＿＿元，每月＿日前付清', '由＿＿抚养，另一方每月支付抚养费＿＿元'],
  neighbor: ['于＿年＿月＿日前改好排水，不再影响对方', '通道由双方共同使用，任何一方不得堵塞', '赔偿庄稼损失＿＿元'],
  housingHomestead: ['以＿＿为界，双方各自在界内使用', '停止影响对方房屋的施工，并恢复原状'],
  contract: ['欠款＿＿元分＿期归还，每月＿日前还＿＿元', '于＿年＿月＿日前付清货款＿＿元'],
  productionOperation: ['轮流用水，＿＿日归甲方，＿＿日归乙方', '合伙账目以＿＿元结清'],
  damages: ['赔偿医疗费、误工费等共＿＿元', '修复损坏的财物，或赔偿＿＿元'],
  forestLand: ['以＿＿为界，双方各自管理', '流转费每年＿＿元，每年＿月＿日前付清'],
  landExpropriation: ['补偿款＿＿元由双方按＿＿分配'],
  environmentalPollution: ['于＿年＿月＿日前建好污水处理设施', '夜间＿点后停止作业'],
  migrantWageArrears: ['拖欠的工资＿＿元于＿年＿月＿日前付清'],
  otherLabor: ['一次性赔偿＿＿元，双方劳务关系终止'],
  tourism: ['退还费用＿＿元'],
  ecommerce: ['退货退款＿＿元，运费由＿＿承担'],
  otherConsumer: ['更换商品，或退款＿＿元'],
  medical: ['一次性补偿＿＿元，双方再无争议'],
  trafficAccident: ['赔偿医疗费、车辆损失等共＿＿元'],
  propertyManagement: ['于＿年＿月＿日前交清物业费＿＿元', '于＿年＿月＿日前维修好＿＿'],
};

export function agreementPhrases({ disputeType }: Values): readonly string[] {
  const known = typeof disputeType === 'string' && Object.prototype.hasOwnProperty.call(PHRASES, disputeType);
  return [...(known ? (PHRASES[disputeType] ?? []) : []), ...ANY];
}
