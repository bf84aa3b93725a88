import fc from 'fast-check';
import { expect, test } from 'vitest';
import encodeQR from 'qr';
import { proofKeyOf, proofOf } from '#core/enrolment.ts';
import { packInvitation, unpackInvitation, type OfflineInvitation } from '#core/offline-invitation.ts';

const uuid = (digit: string): string => `01900000-0000-7000-8000-${digit.repeat(12)}`;

const anInvitation = (more: Partial<OfflineInvitation> = {}): OfflineInvitation => ({
  secret: 'Zm9vYmFyYmF6cXV4MTIzNA',
  expiresAt: Date.UTC(2026, 2, 4),
  member: uuid('1'),
  role: 'mediator',
  caseDuty: true,
  township: { id: uuid('2'), name: '双泉乡' },
  unit: { id: uuid('3'), name: '永祥村', unitKind: 'village' },
  committee: { id: uuid('4'), name: '永祥村人民调解委员会' },
  servers: ['0123456789abcdef0123456789abcdef'],
  ...more,
});

test('[X12] what an invitation says comes back as it was packed', () => {
  for (const one of [
    anInvitation(),
    anInvitation({ committee: null, servers: [], caseDuty: false, role: 'lawSavvyPerson' }),
  ]) {
    const packed = packInvitation(one) ?? '';
    expect(packed).toMatch(/^[\w-]+$/);
    expect(unpackInvitation(packed)).toEqual(one);
  }
});

test('[X12] it stays coarse enough for a cheap camera: at most 65 modules a side', () => {
  const name = '人'.repeat(12);
  const long = anInvitation({
    township: { id: uuid('2'), name },
    unit: { id: uuid('3'), name, unitKind: 'townshipOffice' },
  });
  const side = (one: OfflineInvitation): number =>
    encodeQR(`https://fazhi.shuangquan.example.gov.cn/join#o=${packInvitation(one)}`, 'raw', {
      ecc: 'medium',
      border: 1,
    }).length - 2;
  expect(side(anInvitation())).toBeLessThanOrEqual(65);
  expect(side(long)).toBeLessThanOrEqual(73);
});

test('names that are too long are cut between letters', () => {
  const name = '长'.repeat(60);
  const back = unpackInvitation(packInvitation(anInvitation({ township: { id: uuid('2'), name } })) ?? '');
  expect(back?.township.name).toBe('长'.repeat(30));
});

test('no such code is made of ids that are none of ours', () => {
  expect(packInvitation(anInvitation({ member: 'me' }))).toBeNull();
  expect(packInvitation(anInvitation({ secret: 'short' }))).toBeNull();
  expect(packInvitation(anInvitation({ servers: ['server'] }))).toBeNull();
});

test('[X12] whatever a camera reads is an invitation or nothing', () => {
  const packed = packInvitation(anInvitation()) ?? '';
  for (let cut = 0; cut < packed.length; cut++) expect(unpackInvitation(packed.slice(0, cut))).toBeNull();
  expect(unpackInvitation(`${packed}AAAA`)).toBeNull();
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(unpackInvitation(text)).toBeNull();
    }),
  );
});

test('[X12] a proof is of use to no other device, and does not tell the secret', () => {
  const key = proofKeyOf('secret');
  expect(proofOf('a', key)).toMatch(/^[0-9a-f]{64}$/);
  expect(proofOf('a', key)).not.toBe(proofOf('b', key));
  expect(proofOf('a', key)).not.toBe(proofOf('a', proofKeyOf('other')));
  expect(key).not.toContain('secret');
});
