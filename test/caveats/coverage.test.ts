import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { ownAnalyzer, ownData, shown } from '../helpers.ts';

const CLAIM = 'Take 200 mg of tyrosine every morning.';

/** The rule on supervision without those that outrank it. */
const analyzer = createAnalyzer({
  data: ownData(),
  rules: { 'supplement-drug-interaction': 'off', 'serotonin-syndrome-combination': 'off' },
});

/** What becomes of the claim on supervision when a sentence follows it: covered, or missing with the reason. */
function polarity(sentence: string): string {
  const claim = analyzer
    .analyze(`${CLAIM} ${sentence}`)
    .claims.find(({ rule, range }) => rule === 'precursor-supervision' && range.start < CLAIM.length);
  if (!claim) throw new Error('the sentence took the claim away');
  return claim.status === 'missing' && claim.reason ? `missing: ${claim.reason}` : claim.status;
}

const covered = (name: string, sentences: readonly string[]) =>
  describe(name, () => {
    test.each(sentences)('%s', (sentence) => {
      expect(polarity(sentence)).toBe('covered');
    });
  });
const missing = (name: string, sentences: readonly string[]) =>
  describe(name, () => {
    test.each(sentences)('%s', (sentence) => {
      expect(polarity(sentence)).toMatch(/^missing/);
    });
  });

covered('1. a prohibition with “without” is a caveat', [
  'Never raise the amount without asking your pharmacist.',
  'Do not begin before you have spoken with your GP.',
  'Not before a clinician has taken a full history should anyone begin.',
  'Nobody should start until a doctor has agreed.',
  'Do not begin without medical guidance.',
  'Long courses are not advised without the oversight of a clinician.',
  'Avoid any change without guidance from your GP.',
  'It cannot safely be taken without supervision.',
  'You shouldn’t carry on for months without talking to a doctor.',
]);

covered('2. harm with “without” is a caveat, on either side', [
  'Taking it without supervision can be dangerous.',
  'Trouble follows when it is used without guidance.',
  'It can lead to harm when used without guidance.',
  'Use without medical advice is risky.',
  'Harm may come of taking it without a clinician’s oversight.',
]);

missing('3. permission with “without” is none', [
  'It can be taken safely without medical supervision.',
  'You can start today without seeing a doctor.',
  'Feel free to use it without guidance.',
  'It works fine without a doctor’s involvement.',
  'Adults may use it without consulting anyone medical.',
]);

missing('4. “no need” is none', [
  'No supervision is needed.',
  'You do not need to talk to your doctor.',
  'There is no need to involve a pharmacist.',
  'Medical supervision is not required.',
  'You don’t have to ask a clinician.',
  'Do not wait until your doctor agrees.',
]);

covered('5. a requirement is a caveat', [
  'Use it only under medical supervision.',
  'Consult your doctor before you start.',
  'Use must be supervised by a clinician.',
  'Ask a pharmacist or your GP first.',
  'Discuss it with a qualified health professional beforehand.',
  'A dietitian or doctor should oversee its use.',
]);

missing('6. an overseer who does something else is none', [
  'Your doctor will be amazed at the change.',
  'Ask your doctor why nobody told you.',
  'It was formulated by doctors.',
  'Leading physicians swear by it.',
]);

describe('7. “unsupervised” is a caveat where harm or prohibition is said of it', () => {
  test.each([
    ['Unsupervised use carries risks.', 'covered'],
    ['Unsupervised use is not recommended.', 'covered'],
    ['Never take it unsupervised.', 'covered'],
    ['It is safe even unsupervised.', 'missing: negated'],
    ['Many people take it unsupervised and thrive.', 'missing: negated'],
  ])('%s', (sentence, expected) => {
    expect(polarity(sentence)).toBe(expected);
  });
});

missing('8. the oversight of something else is none', [
  'Supervised learning sorted the answers.',
  'Our supervisors trained the sales staff.',
  'Monitor your progress in a diary.',
  'The guidance document has twelve pages.',
]);

describe('9. a question covers nothing, its answer does', () => {
  test.each([
    ['Should you ask a doctor?', 'missing'],
    ['Do I need a doctor? No.', 'missing'],
    ['Do I need a doctor? Yes: speak to your doctor first.', 'covered'],
  ])('%s', (sentence, expected) => {
    expect(polarity(sentence)).toBe(expected);
  });
});

describe('9b. a question that names whom a caution is for counts where the answer sends them away', () => {
  test.each([
    ['Pregnant or nursing? Leave it on the shelf.', 'covered'],
    ['Pregnant or nursing? Enjoy two.', 'missing'],
    ['Leave it on the shelf. Pregnant or nursing?', 'missing'],
  ])('%s', (sentence, expected) => {
    const { claims } = analyzer.analyze(`${CLAIM} ${sentence}`);
    expect(claims.find(({ rule }) => rule === 'special-population-caution')?.status).toBe(expected);
  });
});

describe('10. a hedge empties it', () => {
  test.each([
    'Consult your doctor if you feel like it.',
    'You could ask a doctor, but it is rarely needed.',
    'Talk to your pharmacist if you want.',
  ])('%s', (sentence) => {
    expect(polarity(sentence)).toBe('missing: weak');
  });

  test('and the finding is a warning', () => {
    const { findings } = analyzer.analyze(`${CLAIM} Consult your doctor if you feel like it.`);
    expect(findings.find(({ rule }) => rule === 'precursor-supervision')?.severity).toBe('warning');
  });
});

describe('11. oversight for some people, or of another substance, is half of it', () => {
  test.each([
    'Pregnant women should consult a doctor.',
    'If you are breastfeeding, ask your doctor first.',
    'People with epilepsy should speak to their doctor.',
    'Take melatonin only under medical supervision.',
    'Take melatonin only under medical supervision: tyrosine is harmless.',
  ])('%s', (sentence) => {
    expect(polarity(sentence)).toBe('missing: partial');
  });

  covered('what follows a colon gives reasons and names nobody that the advice is for', [
    'Speak with your doctor first: melatonin can make you drowsy.',
  ]);

  test('a transmitter that is sold goes by one name', () => {
    const source = `Take a GABA capsule every night.\n\n## Safety\n\nTheanine and GABA may interact with prescription medicines.`;
    const statuses = ownAnalyzer()
      .analyze(source)
      .claims.filter(({ rule }) => rule === 'supplement-drug-interaction')
      .map(({ status }) => status);
    expect(statuses).toEqual(['covered']);
  });

  covered('but a group that is only singled out narrows nothing', [
    'Consult your doctor first, especially if you are pregnant.',
    'Speak with your doctor first, and leave it alone if you are pregnant.',
  ]);
});

missing('11b. what is said of something else covers nothing', [
  'Prescription sleeping pills, by contrast, need medical supervision.',
  'Rival brands should be taken only under the supervision of a doctor.',
  'Unlike stimulants, which need the supervision of a doctor, it is for everyone.',
  'Nobody should stop an SSRI without talking to the prescriber.',
]);

covered('11c. what is said of it beside something else does', [
  'Unlike coffee, tyrosine should be taken only under the supervision of a doctor.',
  'Like theanine it should be taken only under the supervision of a doctor.',
  'Amino acids should be taken only under the supervision of a doctor.',
  'Only a doctor who knows your history and asks about other multivitamins should supervise it.',
  'Talk to your doctor before starting it or stopping any medicine.',
  'It should be taken only under the supervision of a doctor, who may reduce your medication.',
  'Ask your doctor before taking theanine or any tyrosine.',
  'It should not be taken unless someone qualified is watching.',
  'There is a risk of raised blood pressure, so use it under medical supervision.',
  'None of this should be begun or abandoned except on the advice of a doctor.',
  'Taking it without a doctor who knows your history is unwise.',
]);

test('words that part a claim from what stands before it do not part it from its caveat', () => {
  const source = 'By contrast, take 200 mg of tyrosine only under the supervision of a doctor.';
  const { claims } = analyzer.analyze(source);
  expect(claims.filter(({ rule }) => rule === 'precursor-supervision').map(({ status }) => status)).toEqual([
    'covered',
  ]);
});

test('what is said of a group is said of what belongs to it, and of nothing else', () => {
  const statuses = (source: string, rule: string, profiles: readonly string[] = []) =>
    createAnalyzer({ data: ownData(), profiles, rules: { 'supplement-drug-interaction': 'off' } })
      .analyze(source)
      .claims.filter((claim) => claim.rule === rule)
      .map(({ status }) => status);
  const group =
    'Take 200 mg of tyrosine daily.\n\n## Safety\n\nMelatonin calms. Amino acids need the supervision of a doctor.';
  expect(statuses(group, 'precursor-supervision')).toEqual(['covered']);
  const medicine = 'Sertraline eases low mood.\n\n## Safety\n\nDo not use amino acid supplements in pregnancy.';
  expect(statuses(medicine, 'rx-fair-balance', ['rx-promo'])).toEqual(['missing']);
});

missing('11d. nor does what is named to be laughed off', [
  'Do not let anyone tell you to ask your doctor first.',
  'People who say you should ask your doctor first have never tried it.',
]);

test('a denial that is denied is none', () => {
  const claim = 'Neurotransmitter restoration re-establishes optimal function and lifts mood.';
  const statuses = (caveat: string) =>
    ownAnalyzer()
      .analyze(`${claim} ${caveat}`)
      .claims.filter(({ rule, range }) => rule === 'new-imbalance-exacerbation' && range.start === 0)
      .map(({ status }) => status);
  expect(statuses('It is not without risk: new imbalances are possible.')).toEqual(['covered']);
  expect(statuses('It is without risk: new imbalances are impossible.')).toEqual(['missing']);
});

missing('12. what is past or reported is none', [
  'Participants were once supervised by physicians.',
  'Its users were once under medical supervision.',
]);

missing('13. boilerplate is none', [
  'This is not medical advice.',
  'For information only.',
  'Statements here are no substitute for anything.',
]);

missing('14. advice for when harm has come is none', [
  'See a doctor if symptoms persist.',
  'If you feel unwell, call your doctor.',
  'Seek medical help in case of a reaction.',
]);

describe('15. a pointer covers where its target does', () => {
  const draft = (target: string) =>
    `# Guide\n\n## Use\n\n${CLAIM} See [Who watches](#who-watches).\n\n## Who watches\n\n${target}\n`;
  test.each([
    ['Use it only under medical supervision.', ['covered', undefined]],
    ['Nobody does.', ['missing', undefined]],
  ])('%s', (target, expected) => {
    const source = draft(target);
    const claim = analyzer.analyze(source).claims.find(({ rule }) => rule === 'precursor-supervision');
    expect([claim?.status, claim?.reason]).toEqual(expected);
  });
});

test.each([
  ['Brain fog is a classic sign of acetylcholine deficiency. It has many causes, low iron among them.', 'covered'],
  ['5-HTP works for everyone. A different dose of iron suits each person, as responses vary.', 'missing'],
])(
  'a caveat on things at large holds whatever substance it names, other caveats hold for theirs: %s',
  (source, status) => {
    const ids = ['masking-underlying-condition', 'individual-variation'];
    const { claims } = ownAnalyzer().analyze(source);
    expect(claims.find(({ rule }) => ids.includes(rule))?.status).toBe(status);
  },
);

test('a caveat that says no by itself is not turned by the words of negation around it', () => {
  const source =
    'A urine test reveals which neurotransmitters you lack. It has never been shown to reflect levels in the brain.';
  const { claims } = ownAnalyzer().analyze(source);
  const ofTest = claims.filter(({ rule }) => rule === 'urinary-metabolite-utility');
  expect(ofTest.map((claim) => `${claim.status} ${shown(source, claim)}`)).toEqual([
    expect.stringMatching(/^covered urinary-metabolite-utility /),
  ]);
});

test('a caution for pregnancy and the young is asked for once in a draft, its other claims related', () => {
  const source = 'Take 200 mg of tyrosine daily.\n\n## Nights\n\nTake 100 mg of theanine daily.';
  const isOf = ({ rule }: { readonly rule: string }): boolean => rule === 'special-population-caution';
  const { claims, findings } = ownAnalyzer().analyze(source);
  expect(claims.filter(isOf).map(({ status }) => status)).toEqual(['missing', 'missing']);
  expect(findings.filter(isOf).map(({ related }) => related.length)).toEqual([1]);
});

test('half of two caveats is told as partial, and weighs less', () => {
  const source = 'Peptide therapies restore neurotransmitter balance. Evidence in humans is limited.';
  const { claims, findings } = ownAnalyzer().analyze(source);
  const isPeptideRule = ({ rule }: { readonly rule: string }): boolean => rule === 'peptide-therapy-evidence';
  expect(claims.find(isPeptideRule)).toMatchObject({ status: 'missing', reason: 'partial' });
  expect(findings.find(isPeptideRule)?.severity).toBe('warning');
});
