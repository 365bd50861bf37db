// The words of the interface, English and Korean. What the program found is told in its own words.
const WORDS = {
  en: {
    title: 'daejo', korean: 'Korean', english: 'English', links: 'Which passages render which',
    findings: 'Findings', checked: 'What was checked', draft: 'Machine and editor', articles: 'Articles', filter: 'Filter', filterHint: 'Filter by words, rule, reason  ( / )',
    critical: 'critical', major: 'major', minor: 'minor', info: 'info',
    open: 'open', accepted: 'accepted as error', waived: 'waived', known: 'in the baseline', untouched: 'not touched by the change', repaired: 'repaired',
    none: 'Nothing was found.', noneShown: 'No finding fits the filter.', noneUnchecked: 'Nothing was found, and not everything was checked.',
    incomplete: 'Not checked', of: (n, m) => `${n} of ${m}`, more: n => `Show ${n} more`, rest: n => `${n.toLocaleString('en')} more characters`,
    readAs: 'read as', spoken: 'spoken', tryThis: 'Try', rule: 'About this rule', confidence: n => `confidence ${n}%`, place: 'place',
    certainty: { about: 'about', 'at-least': 'at least', 'at-most': 'at most', 'more-than': 'more than', 'less-than': 'less than', range: 'a range' },
    agrees: 'agrees', doubted: 'doubted', alone: 'nothing to hold it against',
    unchecked: 'Not checked', allChecked: 'Every passage has a counterpart, and every value was held against one.',
    what: {
      article: () => 'the article', calendar: () => 'days of the calendar: the day of publication is not known',
      source: n => `${n} Korean ${n === 1 ? 'passage' : 'passages'} without a counterpart`, target: n => `${n} English ${n === 1 ? 'passage' : 'passages'} without a counterpart`,
      values: n => `${n} ${n === 1 ? 'value' : 'values'} neither confirmed nor doubted`, links: n => `${n} doubtful ${n === 1 ? 'link' : 'links'}: held against each other, but look yourself`,
    },
    counts: c => `${c.mentions_source} values read in the Korean, ${c.mentions_target} in the English; ${c.agreed} agree, ${c.undecided} undecided. ${c.passages_source} and ${c.passages_target} passages.`,
    noCounterpart: 'no counterpart', moved: 'moved', doubtful: 'doubtful link', score: n => `link ${n}%`,
    words: d => `${d.words.written} of ${d.words.kept + d.words.written} words are an editor’s, ${d.words.removed} of the draft were taken out; ${Math.round(d.words.changed * 1000) / 10}% of the text was changed.`,
    introduced: 'came in with an edit', repairedIn: 'Repaired since the draft', standing: n => `${n} of the draft still stand`, takenOut: 'taken out',
    showValues: 'Mark what was checked', showHands: 'Mark the editor’s words', theme: 'Colours', themes: { auto: 'as the system', light: 'light', dark: 'dark' }, language: '한국어', help: 'Keys and signs', signs: 'Signs', rendered: 'renders each other', 
    close: 'Close', back: 'All articles', published: 'published', jump: 'Go to the findings', noWay: 'There is nothing more that way.', filtered: n => `${n} shown`,
    keys: [['j', 'next finding'], ['k', 'finding before'], ['n', 'next critical'], ['N', 'critical before'], ['v', 'mark what was checked'], ['m', 'mark the editor’s words'], ['/', 'filter'], ['?', 'this help'], ['Esc', 'close']],
  },
  ko: {
    title: '대조', korean: '한국어', english: '영어', links: '서로 옮긴 문장',
    findings: '지적', checked: '확인한 것', draft: '기계와 사람', articles: '기사', filter: '거르기', filterHint: '낱말·규칙·사유로 거르기  ( / )',
    critical: '치명', major: '중대', minor: '경미', info: '참고',
    open: '미결', accepted: '오류 인정', waived: '면제', known: '기준선에 있음', untouched: '이번 수정과 무관', repaired: '고쳐짐',
    none: '지적 사항이 없습니다.', noneShown: '조건에 맞는 지적이 없습니다.', noneUnchecked: '지적은 없지만, 모두 확인하지는 못했습니다.',
    incomplete: '확인하지 못함', of: (n, m) => `${m}건 중 ${n}`, more: n => `${n}건 더 보기`, rest: n => `${n.toLocaleString('ko')}자 더 있음`,
    readAs: '읽은 값', spoken: '발음', tryThis: '제안', rule: '이 규칙에 대하여', confidence: n => `확신도 ${n}%`, place: '위치',
    certainty: { about: '약', 'at-least': '이상', 'at-most': '이하', 'more-than': '초과', 'less-than': '미만', range: '범위' },
    agrees: '일치', doubted: '의심', alone: '견줄 것이 없음',
    unchecked: '확인하지 못한 것', allChecked: '모든 문장에 짝이 있고, 모든 값을 견주었습니다.',
    what: {
      article: () => '기사 전체', calendar: () => '날짜: 발행일을 알 수 없음',
      source: n => `짝이 없는 한국어 문장 ${n}개`, target: n => `짝이 없는 영어 문장 ${n}개`,
      values: n => `맞다고도 틀리다고도 못 한 값 ${n}개`, links: n => `불확실한 문장 연결 ${n}개: 견주었지만 직접 보아야 함`,
    },
    counts: c => `한국어에서 ${c.mentions_source}개, 영어에서 ${c.mentions_target}개의 값을 읽어 ${c.agreed}개가 일치하고 ${c.undecided}개는 판단하지 못했습니다. 문장은 ${c.passages_source}개와 ${c.passages_target}개입니다.`,
    noCounterpart: '짝이 없음', moved: '자리가 바뀜', doubtful: '불확실한 연결', score: n => `연결 ${n}%`,
    words: d => `전체 ${d.words.kept + d.words.written}단어 가운데 ${d.words.written}단어를 사람이 썼고, 초고에서 ${d.words.removed}단어를 뺐습니다. 글의 ${Math.round(d.words.changed * 1000) / 10}%가 바뀌었습니다.`,
    introduced: '고치다가 생김', repairedIn: '초고에서 고친 것', standing: n => `초고의 지적 ${n}건이 남아 있음`, takenOut: '뺀 말',
    showValues: '확인한 것 표시', showHands: '사람이 쓴 말 표시', theme: '색', themes: { auto: '시스템에 맞춤', light: '밝게', dark: '어둡게' }, language: 'English', help: '단축키와 표시', signs: '표시', rendered: '서로 옮긴 문장', 
    close: '닫기', back: '모든 기사', published: '발행', jump: '지적으로 가기', noWay: '그쪽으로는 더 없습니다.', filtered: n => `${n}건 표시`,
    keys: [['j', '다음 지적'], ['k', '앞 지적'], ['n', '다음 치명'], ['N', '앞 치명'], ['v', '확인한 것 표시'], ['m', '사람이 쓴 말 표시'], ['/', '거르기'], ['?', '이 도움말'], ['Esc', '닫기']],
  },
};

let lang = document.documentElement.lang === 'ko' ? 'ko' : 'en';

/** A word of the interface. */
const t = (key, ...args) => {
  const word = WORDS[lang][key] ?? WORDS.en[key];
  return typeof word === 'function' ? word(...args) : word;
};

/** Chooses the language of the interface. */
function speak(language) {
  lang = WORDS[language] ? language : 'en';
  document.documentElement.lang = lang;
}
