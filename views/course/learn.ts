import type { LearnedModule, Learning, NextLesson } from '../../src/course/learning.ts';
import type { LearnerQuiz } from '../../src/course/queries.ts';
import type { TimeZone } from '../../src/database/schema.ts';
import type { Shell } from '../../src/http/page.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty, notice, stamp } from '../ui/notice.ts';
import { shoots } from '../ui/shoots.ts';
import { lessonAddress, lessonList, readWords } from './parts.ts';
import { moduleQuiz, testRows } from './quiz-state.ts';

export type LearnView = {
  learning: Learning;
  quizzes: readonly LearnerQuiz[];
  zone: TimeZone;
  kabar: string | undefined;
};

/** What a kader learns: what comes next, then every module in order, then pre-test and post-test. */
export function learnPage(shell: Shell, view: LearnView): Html {
  const { modules, next } = view.learning;
  if (modules.length === 0) return page(shell, { title: 'Belajar' }, main(heading('Belajar'), nothingYet()));
  const done = modules.filter((module) => module.done).length;
  const tests = view.quizzes.filter((quiz) => quiz.kind !== 'module');
  return page(
    shell,
    { title: 'Belajar' },
    html`<main class="isi dua" id="utama"><div class="tumpuk penuh">${heading('Belajar', {
      below: html`<b>${done} dari ${modules.length} modul selesai.</b> Urutan ini hanya saran.`,
    })}${notice(view.kabar, { selesai: 'Pelajaran terakhir sudah Anda baca.' })}</div>
<div class="tumpuk longgar">${next ? nextCard(next, modules) : allRead(modules)}${section('Sebelum dan selama bimtek', 'before', view)}</div>
<div class="tumpuk longgar">${section('Sesudah bimtek, di rumah', 'after', view)}${tests.length > 0 && testRows(tests, view.zone)}</div></main>`,
  );
}

const nothingYet = (): Html =>
  empty(
    'Belum ada pelajaran untuk Anda. Panitia akan menyiapkannya sebelum bimtek.',
    html`<a class="tombol kedua" href="/beranda">Ke beranda</a>`,
  );

function nextCard(next: NextLesson, modules: readonly LearnedModule[]): Html {
  const module = modules.find((one) => one.courseId === next.courseId && one.no === next.moduleNo);
  const begun = modules.some((one) => one.lessons.some((lesson) => lesson.read));
  const lessons = module?.lessons ?? [];
  const read = lessons.filter((lesson) => lesson.read).length;
  return html`<section class="kartu utama" aria-labelledby="lanjut"><div class="pita"></div><div class="dalam tumpuk">
<p class="mungil redup tebal">${begun ? 'Lanjutkan belajar' : 'Mulai belajar'}</p>
<div class="rapat"><h2 id="lanjut">Modul ${next.moduleNo}: ${next.moduleTitle}</h2><p class="redup">Pelajaran ${next.no}: ${next.title}, ${next.minutes} menit</p></div>
<div class="rapat">${shoots({ done: read, now: 1, total: lessons.length, label: readWords(lessons), big: true })}<p class="mungil redup" aria-hidden="true">${readWords(lessons)}</p></div>
<a class="tombol lebar" href="${lessonAddress(next.courseId, next.lessonId)}">${begun ? 'Lanjutkan' : 'Mulai'} ${icon('panah')}</a></div></section>`;
}

function allRead(modules: readonly LearnedModule[]): Html {
  const left = modules.find((module) => module.quiz && !module.quiz.handedIn);
  return html`<section class="kartu utama" aria-labelledby="lanjut"><div class="pita"></div><div class="dalam tumpuk">
<div class="rapat"><h2 id="lanjut">Semua pelajaran sudah dibaca</h2><p class="redup">${left ? 'Tinggal kuis modul.' : 'Anda boleh membaca lagi kapan saja.'}</p></div>
${left?.quiz && html`<a class="tombol lebar" href="/kuis/${left.quiz.id}">Kerjakan Kuis Modul ${left.no} ${icon('panah')}</a>`}</div></section>`;
}

function section(title: string, phase: LearnedModule['phase'], view: LearnView): Part {
  const modules = view.learning.modules.filter((module) => module.phase === phase);
  if (modules.length === 0) return '';
  const { next } = view.learning;
  const isNext = (module: LearnedModule) => next?.courseId === module.courseId && next.moduleNo === module.no;
  return html`<section class="tumpuk" aria-labelledby="${phase}"><h2 id="${phase}">${title}</h2><ol class="kartu modul">${modules.map(
    (module) =>
      moduleRow(
        module,
        view.quizzes.find((quiz) => quiz.quizId === module.quiz?.id),
        isNext(module),
      ),
  )}</ol></section>`;
}

function moduleRow(module: LearnedModule, quiz: LearnerQuiz | undefined, isNext: boolean): Html {
  const { lessons, done } = module;
  const read = lessons.filter((lesson) => lesson.read).length;
  return html`<li id="modul-${module.courseId}-${module.id}"><details${isNext && html` open`}><summary><span class="bulat ${done ? 'hijau' : isNext ? 'emas' : ''}">${module.no}</span><span class="rapat"><span class="tebal">${
    module.title
  }</span>${shoots({ done: read, now: isNext && read < lessons.length ? 1 : 0, total: lessons.length, label: readWords(lessons) })}<span class="cap-baris">${
    done
      ? stamp('selesai', icon('centang'), 'Selesai')
      : read === lessons.length
        ? stamp('awas', icon('kertas'), 'Tinggal kuis')
        : ''
  }${!module.required && stamp('belum', 'Pilihan')}</span></span></summary><div class="dalam tumpuk">${lessonList(
    lessons,
    {
      courseId: module.courseId,
      progress: true,
    },
  )}${quiz && moduleQuiz(quiz, module.no)}</div></details></li>`;
}
