import { expect, test } from 'vitest';
import { matchNames, namesPasted } from '#core/name-list.ts';

test.each([
  ['#接龙\n明天培训，能来的接龙\n1. 张三\n2. 李四 城墙村\n3、王五（带一人）\n', ['张三', '李四', '王五']],
  ['张三、李四，王五', ['张三', '李四', '王五']],
  ['张三\n李四\n王五', ['张三', '李四', '王五']],
  ['1.张三 2.李四 3.王五', ['张三', '李四', '王五']],
  ['姓名\t张三\t李四', ['姓名', '张三', '李四']],
])('the names of %j', (text, names) => expect(namesPasted(text)).toEqual(names));

test('the roster comes first, namesakes are left to the person, and strangers are named', () => {
  const roster = [
    { id: 'a', label: '张三' },
    { id: 'b', label: '李四' },
    { id: 'c', label: '李四' },
  ];
  const others = [
    { id: 'd', label: '张三' },
    { id: 'e', label: '王 五' },
  ];
  expect(matchNames('张三 李四 王五 赵六 张三', roster, others)).toEqual({
    found: ['a', 'e'],
    unknown: ['赵六'],
    several: ['李四'],
  });
});
