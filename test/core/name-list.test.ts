import { expect, test } from 'vitest';
import { matchNames, namesPasted } from '#core/name-list.ts';

test.each([
  ['#接龙\n明天培训，能来的接龙\n1. 张三\n2. 李四 城墙村\n3、王五（带一人）\n', ['张三', '李四', '王五']],
  ['张三、李四，王五', ['张三', '李四', '王五']],
  ['张三\n李四\n王五', ['张三', '李四', '王五']],
  ['1.张三 2.李四 3.王五', ['张三', '李四', '王五']],
  ['姓名\t张三\t李四', ['姓名', '张三', '李四']],
  ['田 秀 英、欧阳 小华、王 小明', ['田秀英', '欧阳小华', '王小明']],
  ['李 军 王 明', ['李军', '王明']],
  ['欧 阳 小 华', ['欧阳小华']],
  ['张三（男，45岁，3组）、李四(女)', ['张三', '李四']],
  ['（1）张三（2）李四', ['张三', '李四']],
  ['1.张三 2.李 四 3.王五', ['张三', '李四', '王五']],
  [
    '#接龙\n宪法宣传培训\n\n1. 🌸王五🌸\n2. 冉明13800002002\n3. 欧阳 小华 到\n4 田秀英\n5.白玉兰+1',
    ['王五', '冉明', '欧阳小华', '田秀英', '白玉兰'],
  ],
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

test('nicknames of a 接龙 that hold a village and a name', () => {
  const roster = ['李军', '彭大海', '欧阳小华', '冉明'].map((label) => ({ id: label, label }));
  const text = '#接龙\n1. 岩口村李军\n2. 上坝村-彭大海\n3. 欧阳 小华\n4. 冉明—铜鼓社区\n5. 桐木村谭明';
  expect(matchNames(text, roster, [])).toEqual({
    found: ['李军', '彭大海', '欧阳小华', '冉明'],
    unknown: ['桐木村谭明'],
    several: [],
  });
});
