import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { ownData, shown } from '../helpers.ts';

const RULES = ['precursor-supervision', 'supplement-drug-interaction', 'serotonin-syndrome-combination'];
const data = ownData();
const off = Object.fromEntries(
  [...data.rules.keys()].filter((id) => !RULES.includes(id)).map((id) => [id, 'off' as const]),
);
const analyzer = createAnalyzer({ data, rules: off });

/** What is claimed in a text, suppressed or not. */
function claimed(source: string): readonly string[] {
  return analyzer.analyze(source).claims.map((claim) => shown(source, claim));
}

/** The codes of the domain's table of shared negative contexts; each with a twin that does make the claim. */
const CONTEXTS: Readonly<Record<string, readonly (readonly [silent: string, speaking: string])[]>> = {
  'NEG-1, the act is forbidden or discouraged': [
    ['Do not take 5-HTP in the evening.', 'Take 5-HTP in the evening.'],
    ['Avoid adding tyrosine to your morning routine.', 'Try adding tyrosine to your morning routine.'],
    ['Never combine 5-HTP with sertraline.', 'Combine 5-HTP with sertraline.'],
    ['L-tryptophan should not be taken at bedtime.', 'L-tryptophan is best taken at bedtime.'],
    [
      'Avoid:\n\n- 5-HTP at night\n- taking tyrosine after noon',
      'For sleep:\n\n- 5-HTP at night\n- taking tyrosine after noon',
    ],
    ['You shouldn’t start SAMe on your own.', 'You should start SAMe on your own.'],
  ],
  'NEG-2, evidence is denied': [
    ['There is no evidence that tyrosine supplements lift mood.', 'Tyrosine supplements lift mood.'],
    ['Little evidence that 5-HTP improves sleep exists.', '5-HTP improves sleep.'],
    ['It has not been shown that theanine improves focus.', 'Theanine improves focus.'],
  ],
  'NEG-3, research is reported': [
    ['Participants took 100 mg of 5-HTP for six weeks.', 'Take 100 mg of 5-HTP for six weeks.'],
    ['In the crossover trial, volunteers received 5 g of tryptophan.', 'Each evening, take 5 g of tryptophan.'],
    ['Rats were given tyrosine at 400 mg/kg.', 'Take tyrosine at 400 mg a day.'],
    ['The study tested tyrosine 2 g against placebo.', 'Use tyrosine 2 g before an exam.'],
  ],
  'NEG-4, depletion is a method': [
    ['Acute tryptophan depletion lowers mood in some people.', 'A tryptophan capsule lifts mood in some people.'],
    ['A diet low in phenylalanine is given in phenylketonuria.', 'A phenylalanine supplement is given each morning.'],
  ],
  'NEG-5, food is no supplement': [
    ['Turkey and eggs are rich in tryptophan.', 'Take a tryptophan capsule with your eggs.'],
    ['Dietary sources of tyrosine include cheese and soy.', 'Take tyrosine capsules with cheese.'],
  ],
  'NEG-6, a medicine is prescribed': [
    [
      'Levodopa 100 mg three times a day was prescribed by her neurologist.',
      'Take Mucuna pruriens 100 mg three times a day.',
    ],
    ['Levodopa is indicated for Parkinson disease.', 'Levodopa from velvet bean powder boosts motivation.'],
  ],
  'NEG-7, history': [
    ['In 1989 L-tryptophan tablets were withdrawn from sale.', 'L-tryptophan tablets are taken at night.'],
    ['She had stopped taking 5-HTP two months before.', 'She should start taking 5-HTP two months before.'],
    ['Tryptophan was once given for mania.', 'Tryptophan is often taken for low mood.'],
  ],
  'NEG-8, a question or a supposition': [
    ['Can I take 5-HTP at night?', 'Take 5-HTP at night.'],
    [
      'If a patient asks whether to take 5-HTP, refer them to the pharmacist’s page.',
      'Patients do well to take 5-HTP.',
    ],
    ['## Should you take 5-HTP?', '## Take 5-HTP'],
  ],
  'NEG-9, quoted or distanced': [
    ['The label says “take 5-HTP every night and feel calm again”.', 'Take 5-HTP every night and feel calm again.'],
    ['It is a myth that 5-HTP improves mood.', '5-HTP improves mood.'],
    ['> Take 5-HTP every night.\n>\n> — A forum post, Leeds', '> Take 5-HTP every night.'],
  ],
  'NEG-9, announced as what not to write or believe': [
    [
      'Two sentences that writers should never print:\n\n- Take 5-HTP every night.\n- Tyrosine lifts your mood.',
      'Two things for tonight:\n\n- Take 5-HTP every night.\n- Tyrosine lifts your mood.',
    ],
    [
      'Myths that we hear at the counter:\n\n- Take 5-HTP every night.',
      'In this article the author recommends the following:\n\n- Take 5-HTP every night.',
    ],
    [
      'Lines that were struck out:\n\n- Take 5-HTP every night.',
      'I read on a forum how to do it, and it works:\n\n- Take 5-HTP every night.',
    ],
    [
      'What is wrong with the wording on this label:\n\n> Take 5-HTP every night.',
      'Remember the golden rule:\n\n> Take 5-HTP every night.',
    ],
  ],
  'NEG-9, taken back by the sentence behind': [
    ['5-HTP improves mood. That is a myth.', '5-HTP improves mood. That is a relief.'],
    ['“5-HTP improves mood,” they say. Not so.', '5-HTP improves mood. Not so much is needed.'],
    ['5-HTP improves mood. That sentence was struck out.', '5-HTP improves mood. That evening was long.'],
    ['5-HTP improves mood. This is untrue.', '5-HTP improves mood. It is not true of everyone.'],
    ['5-HTP improves mood. Or so the brochure says.', '5-HTP improves mood. So the brochure is blue.'],
  ],
  'NEG-9, what it would be wrong to say, or what somebody refuses to say': [
    ['It would be wrong to say that 5-HTP improves mood.', 'It would be right to say that 5-HTP improves mood.'],
    ['He believed, wrongly, that 5-HTP improves mood.', 'He was right that 5-HTP improves mood.'],
    ['We refuse to claim that 5-HTP improves mood.', 'We like to say that 5-HTP improves mood.'],
    [
      'The seller was fined for claiming that 5-HTP improves mood.',
      'The seller is known for this: 5-HTP improves mood.',
    ],
  ],
  'NEG-10, the word has another sense': [
    ['Tyrosine kinase inhibitors are taken daily.', 'Tyrosine capsules are taken daily.'],
    ['Tryptophan hydroxylase uses tryptophan and iron.', 'Use tryptophan and iron every night.'],
  ],
  'NEG-11, animals': [
    ['Give the dog L-tryptophan chews before fireworks.', 'Give yourself L-tryptophan capsules before exams.'],
    ['For horses, add tryptophan to the evening feed.', 'Add tryptophan to the evening meal.'],
  ],
  'NEG-12, no prose': [
    ['```\nTake 5-HTP daily.\n```', 'Take 5-HTP daily.'],
    ['`Take 5-HTP daily.`', 'Take 5-HTP daily.'],
    ['<!-- Take 5-HTP daily. -->', 'Take 5-HTP daily.'],
    ['---\ntitle: Take 5-HTP daily\n---\n', 'Take 5-HTP daily.'],
    ['[leaflet](https://example.org/take-5-HTP-daily)', '[Take 5-HTP daily](https://example.org/leaflet)'],
    ['$$\nTake 5-HTP daily.\n$$', 'Take 5-HTP daily.'],
    ['## References\n\n1. Take 5-HTP daily: a review.', '## Routine\n\n1. Take 5-HTP daily: a review.'],
    ['{--Take 5-HTP daily.--}', '{++Take 5-HTP daily.++}'],
    ['~~Take 5-HTP daily.~~', '**Take 5-HTP daily.**'],
  ],
  'NEG-13, the person takes none': [
    ['He denies taking 5-HTP.', 'He should try taking 5-HTP.'],
    ['She is not taking tryptophan.', 'She should try taking tryptophan.'],
  ],
};

describe.each(Object.entries(CONTEXTS))('%s', (_, pairs) => {
  test.each(pairs)('%j claims nothing, %j does', (silent, speaking) => {
    expect(claimed(silent)).toEqual([]);
    expect(claimed(speaking)).not.toEqual([]);
  });
});

describe('a word of negation governs its own clause only', () => {
  test.each([
    'Do not exceed 200 mg, but do take 5-HTP daily.',
    'Do not skip meals; take 5-HTP daily.',
    'It is not a medicine – take 5-HTP daily.',
    'Not only calm: take 5-HTP daily.',
    'Although it is not a medicine, take 5-HTP daily.',
  ])('%s', (source) => {
    expect(claimed(source)).not.toEqual([]);
  });
});
