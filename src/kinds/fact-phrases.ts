/** 常用语 of 纠纷简要情况, per dispute type (records.md): a sentence to complete, never a finding. */
import type { Values } from './field.ts';

const PHRASES: { readonly [disputeType: string]: readonly string[] } = {
  marriageFamily: ['双方因家庭琐事发生争吵', '双方因赡养老人问题发生纠纷', '双方因离婚后子女抚养问题发生纠纷'],
  neighbor: ['双方因排水问题发生争执', '双方因通行道路发生争执', '双方因牲畜损坏庄稼发生争执'],
  housingHomestead: ['双方因宅基地边界发生争执', '双方因建房影响相邻房屋发生纠纷'],
  contract: ['双方因借款未按期归还发生纠纷', '双方因买卖货款发生纠纷'],
  productionOperation: ['双方因合伙经营账目发生纠纷', '双方因灌溉用水发生纠纷'],
  damages: ['双方发生冲突致一方受伤，就赔偿发生纠纷', '一方财物受损，双方就赔偿发生纠纷'],
  forestLand: ['双方因承包地边界发生争执', '双方因山林权属发生争执', '双方因土地流转费用发生纠纷'],
  landExpropriation: ['双方因征地补偿款分配发生纠纷', '当事人对拆迁安置有异议'],
  environmentalPollution: ['双方因养殖污水排放发生纠纷', '双方因噪声影响生活发生纠纷'],
  migrantWageArrears: ['当事人反映被拖欠工资，双方就支付发生纠纷'],
  otherLabor: ['当事人务工受伤，双方就赔偿发生纠纷', '双方因劳务报酬发生纠纷'],
  tourism: ['双方因旅游服务发生纠纷'],
  ecommerce: ['双方因网上购物退换货发生纠纷'],
  otherConsumer: ['双方因商品质量发生纠纷'],
  medical: ['患者一方对诊疗有异议，双方就赔偿发生纠纷'],
  trafficAccident: ['双方发生交通事故，就赔偿发生纠纷'],
  propertyManagement: ['双方因物业服务和费用发生纠纷'],
};

export function factPhrases({ disputeType }: Values): readonly string[] {
  const known = typeof disputeType === 'string' && Object.prototype.hasOwnProperty.call(PHRASES, disputeType);
  return known ? (PHRASES[disputeType] ?? []) : [];
}
