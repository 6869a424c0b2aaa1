import { describe, expect, test } from 'vitest';
import { readCourseFiles } from '../../src/course/read-course.ts';
import { COURSES_FOLDER } from '../../src/course/index.ts';
import { readCourse } from '../../src/course/read-course.ts';
import { nextUnread } from '../../src/course/rules.ts';
import { type CourseFiles, inMemory, lesson, question, smallCourse, SVG } from '../fixtures/course.ts';

const read = (change: (files: CourseFiles) => void) => {
  const files = smallCourse();
  change(files);
  return readCourseFiles(inMemory(files));
};
const problems = (change: (files: CourseFiles) => void) =>
  read(change).problems.map(({ file, line, code, about }) => [`${file}:${line}`, code, about]);
const edit = (path: string, from: string | RegExp, to: string) => (files: CourseFiles) => {
  files[path] = String(files[path]).replace(from, to);
};

test('the course that comes with Bekal has nothing wrong in it', async () => {
  const { course, problems: found } = await readCourse(`${COURSES_FOLDER}desa-cerdas`);
  expect(found).toEqual([]);
  expect(course?.modules.map(({ id, lessons }) => [id, lessons.length])).toEqual([
    ['m1', 4],
    ['m2', 4],
    ['m3', 3],
    ['m4', 3],
    ['m5', 3],
    ['m6', 6],
    ['m7', 5],
    ['m8', 4],
    ['m9', 5],
    ['m10', 3],
  ]);
  expect(course?.questions.length).toBe(204);
});

test('a course is read with its modules in order, lessons by number, quizzes and tests', () => {
  const { course, problems: found } = read((files) => {
    files['a-awal/10-sepuluh.md'] = lesson('Sepuluh', 'a-satu', 'Teks.');
  });
  expect(found).toEqual([]);
  expect(
    course?.modules.map((module) => [
      module.id,
      module.phase,
      module.required,
      module.lessons.map(({ id, title, minutes }) => [id, title, minutes]),
    ]),
  ).toEqual([
    [
      'a',
      'before',
      true,
      [
        ['satu', 'Satu', 4],
        ['dua', 'Dua', 4],
        ['sepuluh', 'Sepuluh', 4],
      ],
    ],
    ['b', 'after', false, [['tiga', 'Tiga', 4]]],
  ]);
  expect(
    course?.quizzes.map(({ id, kind, moduleId, questions, draw }) => [
      id,
      kind,
      moduleId,
      questions.map((one) => one.id),
      draw,
    ]),
  ).toEqual([
    ['contoh.a', 'module', 'a', ['a-q1', 'a-q2'], { pick: 'all', forms: [] }],
    [
      'contoh.pre-test',
      'pre',
      null,
      ['bank-a', 'bank-b2', 'bank-b'],
      { pick: [{ tag: 'a', count: 1 }], forms: [] },
    ],
    [
      'contoh.post-test',
      'post',
      null,
      ['bank-a', 'bank-b2', 'bank-b'],
      { pick: [{ tag: 'a', count: 1 }], forms: ['A', 'B'] },
    ],
  ]);
  expect(course?.pictures.length).toBe(1);
});

test('the guide of a module is no lesson', () => {
  const { course, problems: found } = read((files) => {
    files['a-awal/fasilitator.md'] = '---\njp: 2.5\n---\nMulai dari [pelajaran satu](01-satu.md).\n';
  });
  expect(found).toEqual([]);
  expect(course?.modules.map(({ lessons, guide }) => [lessons.length, guide?.halfJp])).toEqual([
    [2, 5],
    [1, undefined],
  ]);
  expect(course?.modules[0]?.guide?.html).toContain('href="/belajar/contoh/satu"');
});

test('Windows line ends and a byte order mark change nothing', () => {
  const { course, problems: found } = read((files) => {
    for (const path of Object.keys(files))
      files[path] = `\uFEFF${String(files[path]).replaceAll('\n', '\r\n')}`;
  });
  expect(found).toEqual([]);
  expect(course?.modules[0]?.lessons[0]?.html).toBe(read(() => {}).course?.modules[0]?.lessons[0]?.html);
});

test('true or false: what is said to a wrong answer comes first, whichever is right', () => {
  const gift = (id: string, letter: string) =>
    `// [id:${id}] [tag:a] [tag:a-satu]\n[markdown]Begitu? {${letter}#Keliru.#Betul.####Karena.}\n\n`;
  const { course } = read((files) => {
    files['a-awal/kuis.gift'] = gift('benar', 'T') + gift('salah', 'F');
  });
  const keys = course?.quizzes[0]?.questions.map(({ key }) => key);
  expect(keys).toEqual([
    {
      weights: { benar: 10_000, salah: 0 },
      feedback: { benar: 'Betul.', salah: 'Keliru.' },
      explanation: 'Karena.',
    },
    {
      weights: { benar: 0, salah: 10_000 },
      feedback: { benar: 'Keliru.', salah: 'Betul.' },
      explanation: 'Karena.',
    },
  ]);
});

describe('what is wrong is told with file and line:', () => {
  test.each<[string, (files: CourseFiles) => void, [string, string, string][]]>([
    [
      'no course.yaml',
      (f) => void delete f['course.yaml'],
      [['course.yaml:1', 'file-missing', 'course.yaml']],
    ],
    [
      'YAML that does not parse',
      edit('course.yaml', 'title: Modul awal', 'title: "Modul awal'),
      [['course.yaml:6', 'yaml', expect.any(String)]],
    ],
    [
      'a field missing',
      edit('course.yaml', /    phase: before\n/, ''),
      [['course.yaml:4', 'field-missing', 'modules.0.phase']],
    ],
    [
      'a field with another value',
      edit('course.yaml', 'phase: after', 'phase: sesudah'),
      [['course.yaml:14', 'field-wrong', 'modules.1.phase']],
    ],
    [
      'a field that does not exist',
      edit('course.yaml', 'required: true', 'requird: true'),
      [
        ['course.yaml:4', 'field-missing', 'modules.0.required'],
        ['course.yaml:8', 'field-unknown', 'modules.0.requird'],
      ],
    ],
    [
      'aliases without end',
      edit('course.yaml', 'title: Kursus contoh', `title: &a x\nextra: [${'*a, '.repeat(30)}*a]`),
      [['course.yaml:1', 'yaml', 'TOO_MANY_ALIASES']],
    ],
    [
      'a key twice',
      edit('course.yaml', 'id: contoh', 'id: contoh\nid: lain'),
      [['course.yaml:2', 'yaml', 'DUPLICATE_KEY']],
    ],
    [
      'an id that is no id',
      edit('course.yaml', 'id: contoh', 'id: Contoh 1'),
      [['course.yaml:1', 'id-form', 'Contoh 1']],
    ],
    [
      'an id that Bekal uses itself',
      edit('course.yaml', 'id: contoh', 'id: berkas'),
      [['course.yaml:1', 'id-reserved', 'berkas']],
    ],
    [
      'two modules of one id',
      edit('course.yaml', '- id: b', '- id: a'),
      [['course.yaml:11', 'id-duplicate', 'a']],
    ],
    [
      'an objective twice',
      (f) => {
        edit('course.yaml', 'b-dua:', 'a-satu:')(f);
        edit('b-lanjut/01-tiga.md', 'b-dua', 'a-satu')(f);
      },
      [['course.yaml:17', 'id-duplicate', 'a-satu']],
    ],
    [
      'a folder that is not there',
      edit('course.yaml', 'folder: b-lanjut', 'folder: b-lain'),
      [
        ['b-lanjut/01-tiga.md:1', 'lesson-unreachable', 'b-lanjut/01-tiga.md'],
        ['course.yaml:12', 'folder-missing', 'b-lain'],
        ['course.yaml:12', 'module-empty', 'b-lain'],
      ],
    ],
    [
      'a lesson outside every module',
      (f) => void (f['lain/01-jauh.md'] = lesson('Jauh', 'a-satu', 'x')),
      [['lain/01-jauh.md:1', 'lesson-unreachable', 'lain/01-jauh.md']],
    ],
    [
      'a lesson without number',
      (f) => void (f['a-awal/jauh.md'] = lesson('Jauh', 'a-satu', 'x')),
      [['a-awal/jauh.md:1', 'lesson-name', 'jauh.md']],
    ],
    [
      'two lessons of one name',
      (f) => void (f['b-lanjut/09-satu.md'] = lesson('Satu lagi', 'b-dua', 'x')),
      [['b-lanjut/09-satu.md:1', 'id-duplicate', 'satu (a-awal/01-satu.md)']],
    ],
    [
      'no head',
      (f) => void (f['a-awal/01-satu.md'] = 'Teks saja.'),
      [['a-awal/01-satu.md:1', 'front-matter', '']],
    ],
    [
      'a head with a wrong value',
      edit('a-awal/01-satu.md', 'minutes: 4', 'minutes: empat'),
      [['a-awal/01-satu.md:3', 'field-wrong', 'minutes']],
    ],
    [
      'a lesson without text',
      (f) => void (f['a-awal/01-satu.md'] = lesson('Satu', 'a-satu', '')),
      [['a-awal/01-satu.md:6', 'lesson-empty', '']],
    ],
    [
      'an objective nobody knows',
      edit('a-awal/01-satu.md', 'a-satu', 'a-sembilan'),
      [['a-awal/01-satu.md:4', 'objective-unknown', 'a-sembilan']],
    ],
    [
      'an objective without a question',
      edit('bank/form-a.gift', '[tag:b-dua] ', ''),
      [['course.yaml:17', 'objective-unasked', 'b-dua']],
    ],
    [
      'a link to no lesson',
      edit('a-awal/02-dua.md', '01-satu.md', '../b-lanjut/07-hilang.md'),
      [['a-awal/02-dua.md:6', 'link-broken', '../b-lanjut/07-hilang.md']],
    ],
    [
      'a link that acts',
      edit('a-awal/02-dua.md', '01-satu.md', 'javascript:alert(1)'),
      [['a-awal/02-dua.md:6', 'link-scheme', 'javascript:alert(1)']],
    ],
    [
      'a picture without words',
      edit('a-awal/01-satu.md', 'Kotak berwarna kertas.', ''),
      [['a-awal/01-satu.md:8', 'alt-missing', 'kotak.svg']],
    ],
    [
      'a picture that is not there',
      (f) => void delete f['a-awal/kotak.svg'],
      [['a-awal/01-satu.md:8', 'picture-missing', 'kotak.svg']],
    ],
    [
      'a picture out of the course',
      edit('a-awal/01-satu.md', 'kotak.svg', '../../rahasia.svg'),
      [['a-awal/01-satu.md:8', 'picture-missing', '../../rahasia.svg']],
    ],
    [
      'a drawing that acts',
      (f) => void (f['a-awal/kotak.svg'] = SVG.replace('<rect', '<script>x</script>\n<rect')),
      [['a-awal/kotak.svg:2', 'svg-unsafe', '<script']],
    ],
    [
      'a picture that is something else',
      (f) => void (f['a-awal/foto.png'] = '<html>'),
      [['a-awal/foto.png:1', 'picture-type', 'a-awal/foto.png']],
    ],
    [
      'a page over its weight',
      edit('b-lanjut/01-tiga.md', 'Teks lanjut.', 'Kata. '.repeat(1800)),
      [['b-lanjut/01-tiga.md:1', 'lesson-heavy', '10807']],
    ],
    [
      'pictures over their weight',
      (f) => void (f['a-awal/kotak.svg'] = SVG.replace('/>', ` d="M0 0${'h1'.repeat(31_000)}"/>`)),
      [['a-awal/01-satu.md:1', 'pictures-heavy', '62159']],
    ],
    [
      'a draw larger than the bank',
      edit('course.yaml', '{tag: a, count: 1}\n    forms', '{tag: a, count: 2}\n    forms'),
      [
        ['course.yaml:26', 'draw-too-large', 'a A: 1 < 2'],
        ['course.yaml:26', 'draw-too-large', 'a B: 1 < 2'],
      ],
    ],
    [
      'a question without id',
      edit('a-awal/kuis.gift', '[id:a-q2] ', ''),
      [['a-awal/kuis.gift:9', 'id-missing', 'question']],
    ],
    [
      'two questions of one id',
      edit('bank/form-b.gift', 'id:bank-b', 'id:a-q1'),
      [
        ['bank/form-b.gift:2', 'id-duplicate', 'a-q1'],
        ['course.yaml:26', 'draw-too-large', 'a B: 0 < 1'],
      ],
    ],
    [
      'a construct that nobody can answer',
      (f) => void (f['a-awal/kuis.gift'] += '// [id:a-q3] [tag:a]\nHitung. {#3:1}\n'),
      [['a-awal/kuis.gift:16', 'question', 'numerical']],
    ],
    [
      'a question that does not parse',
      (f) => void (f['bank/form-a.gift'] += '// [id:a-q3] [tag:a]\nTanya {\n=a\n~b\n'),
      [['bank/form-a.gift:16', 'question', 'question']],
    ],
    [
      'a bank in the wrong place',
      (f) => void (f['a-awal/soal.gift'] = question('x', ['a'])),
      [['a-awal/soal.gift:1', 'file-unknown', 'a-awal/soal.gift']],
    ],
    [
      'a guide without its JP',
      (f) => void (f['a-awal/fasilitator.md'] = '---\njp: 1.3\n---\nTeks.\n'),
      [['a-awal/fasilitator.md:2', 'field-wrong', 'jp']],
    ],
    [
      'a guide that points nowhere',
      (f) => void (f['b-lanjut/fasilitator.md'] = '---\njp: 2.5\n---\n[Awal](../a-awal/09-x.md)\n'),
      [['b-lanjut/fasilitator.md:4', 'link-broken', '../a-awal/09-x.md']],
    ],
    [
      'a file that is no text',
      (f) => void (f['a-awal/02-dua.md'] = Buffer.from([0xff, 0xfe, 0x41])),
      [['a-awal/02-dua.md:1', 'encoding', '']],
    ],
  ])('%s', (_, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });
});

test('the lesson to go on with is the first unread one after the place, then before it', () => {
  const lessons = [true, false, true, false].map((done, id) => ({ id, read: done }));
  expect([0, 1, 2, 3].map((place) => nextUnread(lessons, place)?.id)).toEqual([1, 1, 3, 3]);
  expect(
    nextUnread(
      lessons.map((one) => ({ ...one, read: one.id !== 1 })),
      3,
    )?.id,
  ).toBe(1);
  expect(
    nextUnread(
      lessons.map(() => ({ read: true })),
      1,
    ),
  ).toBeNull();
  expect(nextUnread([], 0)).toBeNull();
});
