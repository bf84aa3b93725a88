import { expect, test } from 'vitest';
import { peopleIn } from '#pages/record/people-lines.ts';

const names = (text: string): string[] => peopleIn(text).map(({ name }) => name);

test('the numbers of a pasted list are nobody', () => {
  expect(names('1、张三\n2.李 四\n（3）王五\n04 赵六\n5）钱七')).toEqual(['张三', '李四', '王五', '赵六', '钱七']);
});

test('several names in one line are several people', () => {
  expect(names('1、张三、李四，王五；赵六')).toEqual(['张三', '李四', '王五', '赵六']);
});

test('what stands behind a name belongs to it, whatever sets it apart', () => {
  expect(peopleIn('张三，13812345678，女\n李四 法律明白人 男\n王五，人民调解员')).toEqual([
    { name: '张三', phone: '13812345678', sex: 'female' },
    { name: '李四', phone: '', sex: 'male' },
    { name: '王五', phone: '', sex: '' },
  ]);
});

test('a telephone number in front of the name is no number of a list', () => {
  expect(peopleIn('13812345678 张三')).toEqual([{ name: '张三', phone: '13812345678', sex: '' }]);
});
