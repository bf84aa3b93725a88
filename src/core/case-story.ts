/** 以案释法 (一案一普法): a case told to others, with its topic, law and lesson and without anybody in it (domain.md §6.6). */
import { isOneOf, itemEntries } from '#kinds/conditions.ts';
import type { Group, Value, Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import { lessonOf, type Lesson } from './case-lessons.ts';
import { withoutIdentity, type Known, type Replaced } from './without-identity.ts';

export interface Story extends Lesson {
  readonly title: string;
  /** The case as it may be told. */
  readonly text: string;
  readonly replaced: readonly Replaced[];
}

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value.trim() : '');
const itemsOf = (value: Value | undefined): Group[] => itemEntries(value).map(([, item]) => item);

/** Everybody and every place that a case names. `villages`: what the units of the township are called. */
export function knownIn(values: Values, villages: readonly string[]): Known {
  const parties = itemsOf(values.parties);
  const isOrganisation = ({ partyKind }: Group): boolean => partyKind === 'organisation';
  const people = [
    ...parties.filter((party) => !isOrganisation(party)).map(({ name }) => textOf(name)),
    ...parties.flatMap(({ representative, guardian }) => [textOf(representative), textOf(guardian)]),
    ...itemsOf(values.agreementItems).map(({ performer }) => textOf(performer)),
    ...itemsOf(values.signatures).map(({ name }) => textOf(name)),
    ...itemsOf(values.investigations).map(({ interviewee }) => textOf(interviewee)),
    ...itemsOf(values.sessions).flatMap(({ attendees, invited }) =>
      `${textOf(attendees)} ${textOf(invited)}`.split(/[\s、，,；;（）()]+/),
    ),
  ];
  const organisations = parties.filter(isOrganisation).map(({ name }) => textOf(name));
  const places = [
    ...parties.map(({ address }) => textOf(address)),
    textOf(values.place),
    textOf(values.performPlace),
    ...itemsOf(values.sessions).map(({ place }) => textOf(place)),
    ...villages,
  ];
  const named = (words: readonly string[]) => words.filter((word) => word.length >= 2);
  return {
    people: named(people).filter((name) => !organisations.includes(name)),
    organisations: named(organisations),
    places: named(places),
  };
}

const sentence = (text: string): string => (text === '' || /[。！？]$/.test(text) ? text : `${text}。`);

/** The case as a story: what it was about, how it ended, and what it teaches. */
export function storyOf(values: Values, villages: readonly string[]): Story {
  const type =
    mediationCase.fields.disputeType.list.codes.find(({ id }) => id === values.disputeType)?.zh ?? '一起纠纷';
  const items = itemsOf(values.agreementItems).map(({ content }) => textOf(content).replace(/[。；;]+$/, ''));
  const outcome =
    values.status === 'settled'
      ? `经人民调解员讲法说理，双方自愿达成协议${items.length === 0 ? '' : `：${items.join('；')}`}`
      : isOneOf(values.status, 'notSettled', 'terminated')
        ? '经人民调解员调解，双方没有达成一致，调解员告知了仲裁、行政和诉讼途径'
        : '';
  const { text, replaced } = withoutIdentity(
    `${sentence(textOf(values.facts))}${sentence(outcome)}`,
    knownIn(values, villages),
  );
  return { ...lessonOf(textOf(values.disputeType)), title: `以案释法：${type}`, text, replaced };
}
