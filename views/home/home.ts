import type { Home } from '../../src/home/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { sessionItem } from '../attendance/own.ts';
import { linesList, linesOf, metCount } from '../certification/lines.ts';
import { dayOf, longDate, plainDate, score } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty, stamp } from '../ui/notice.ts';
import { shoots } from '../ui/shoots.ts';

type State = { home: Home | undefined; name: string; now: Date };

/** What now: today's sessions, the lesson to go on with, what is to do, and the lines of the certificate. */
export function homePage(shell: Shell, { home, name, now }: State): Html {
  if (!home)
    return page(
      shell,
      { title: 'Beranda' },
      main(
        heading(`Selamat datang, ${firstName(name)}`),
        empty(
          'Anda belum terdaftar di bimtek yang berjalan. Hubungi panitia.',
          html`<p><a class="tombol kedua" href="/sertifikat">Sertifikat saya</a></p>`,
        ),
      ),
    );
  const { enrolment } = home;
  return page(
    shell,
    { title: 'Beranda' },
    html`<main class="isi dua" id="utama"><div class="rapat penuh"><h1>${greeting(now, enrolment.zone)}, ${firstName(name)}</h1><p class="redup">Kader Digital ${capital(enrolment.villageTerm)} ${enrolment.villageName}. Kelas ${enrolment.classLetter}, nomor peserta <b class="angka">${enrolment.participantNo}</b></p></div>
<div class="tumpuk longgar">${today(home, now)}${goOn(home)}</div>
<div class="tumpuk longgar">${tasks(home, now)}${lines(home)}</div></main>`,
  );
}

const firstName = (name: string): string => name.split(' ')[0] ?? name;
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function greeting(now: Date, zone: string): string {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit' }).format(now));
  return hour < 11
    ? 'Selamat pagi'
    : hour < 15
      ? 'Selamat siang'
      : hour < 18
        ? 'Selamat sore'
        : 'Selamat malam';
}

function today({ sessions, enrolment }: Home, now: Date): Html {
  const day = dayOf(now, enrolment.zone);
  const here = sessions.filter((session) => dayOf(session.startsAt, session.zone) === day);
  const next = sessions.find((session) => session.startsAt > now && session.planned && !session.cancelled);
  return html`<section aria-labelledby="hari"><div class="judul-bag"><h2 id="hari">${longDate(day)}</h2><a href="/jadwal">Jadwal lengkap</a></div>${
    here.length > 0
      ? html`<ul class="kartu tugas">${here.map((session) => sessionItem(session, now))}</ul>`
      : empty(
          next
            ? `Belum ada jadwal hari ini. Sesi berikutnya ${longDate(dayOf(next.startsAt, next.zone))}.`
            : 'Belum ada jadwal hari ini.',
          html`<p><a href="/hadir">Kehadiran saya</a></p>`,
        )
  }</section>`;
}

function goOn({ learning }: Home): Part {
  const { next, modules } = learning;
  if (!next) {
    const quiz = modules.find((module) => !module.done && module.quiz && !module.quiz.handedIn)?.quiz;
    return html`<section class="kartu utama" aria-labelledby="lanjut"><div class="pita"></div><div class="dalam tumpuk"><h2 id="lanjut">${quiz ? 'Semua pelajaran sudah dibaca' : 'Semua modul selesai'}</h2><a class="tombol lebar" href="${quiz ? `/kuis/${quiz.id}` : '/belajar'}">${quiz ? 'Kerjakan kuis' : 'Buka daftar modul'} ${icon('panah')}</a></div></section>`;
  }
  const module = modules.find((one) => one.no === next.moduleNo && one.courseId === next.courseId);
  const total = module?.lessons.length ?? 0;
  const done = module?.lessons.filter((lesson) => lesson.read).length ?? 0;
  return html`<section class="kartu utama" aria-labelledby="lanjut"><div class="pita"></div><div class="dalam tumpuk"><p class="mungil redup tebal">Lanjutkan belajar</p><div class="rapat"><h2 id="lanjut">Modul ${next.moduleNo}: ${next.moduleTitle}</h2><p class="redup">Pelajaran ${next.no}: ${next.title}, ${next.minutes} menit</p></div><div class="rapat">${shoots({ done, now: 1, total, label: `${done} dari ${total} pelajaran selesai`, big: true })}<p class="mungil redup">${done} dari ${total} pelajaran selesai</p></div><a class="tombol lebar" href="/belajar/${next.courseId}/${next.lessonId}">Lanjutkan ${icon('panah')}</a></div></section>`;
}

type Task = { title: string; says: string; icon: IconName; tone: string; act: Part };

function tasks(home: Home, now: Date): Html {
  const list = [...quizTasks(home), ...paperTasks(home, now)];
  return html`<section aria-labelledby="tugas"><div class="judul-bag"><h2 id="tugas">Tugas saya</h2><a href="/belajar">Semua modul</a></div><ul class="kartu tugas">${list.map(
    (task) =>
      html`<li><div class="isi-t"><span class="bulat ${task.tone}">${icon(task.icon)}</span><span class="rapat"><span class="tebal">${task.title}</span><span class="mungil redup">${task.says}</span></span><span class="aksi">${task.act}</span></div></li>`,
  )}</ul></section>`;
}

/** Open quizzes of modules whose lessons are read come first, then the two tests; finished module quizzes are left out. */
function quizTasks({ quizzes, learning, enrolment }: Home): Task[] {
  const ready = new Set(
    learning.modules
      .filter((module) => module.lessons.every((lesson) => lesson.read))
      .map((module) => module.id),
  );
  return quizzes
    .filter(
      (quiz) =>
        quiz.kind !== 'module' ||
        (quiz.handedIn === 0 &&
          (quiz.runningId !== null || (quiz.moduleId !== null && ready.has(quiz.moduleId)))),
    )
    .map((quiz): Task => {
      const title = quiz.kind === 'module' ? `Kuis ${quiz.title.replace(/^Kuis /, '')}` : quiz.title;
      if (quiz.runningId)
        return {
          title,
          says: 'Sedang dikerjakan',
          icon: 'kertas',
          tone: 'biru',
          act: go(`/percobaan/${quiz.runningId}`, 'Lanjutkan'),
        };
      if (quiz.canStart)
        return {
          title,
          says: `${quiz.questions} soal. Sudah dibuka`,
          icon: 'kertas',
          tone: 'biru',
          act: go(`/kuis/${quiz.quizId}`, 'Kerjakan'),
        };
      if (quiz.bestBp !== null && quiz.handedIn > 0)
        return {
          title,
          says: `Nilai ${score(quiz.bestBp)}`,
          icon: 'centang',
          tone: 'hijau',
          act: stamp('selesai', 'Selesai'),
        };
      const opens = quiz.opensAt
        ? `Dibuka ${plainDate(dayOf(quiz.opensAt, enrolment.zone))}`
        : 'Belum dibuka';
      return {
        title,
        says: quiz.state === 'ditutup' ? 'Sudah ditutup' : opens,
        icon: 'kunci',
        tone: '',
        act: html`<a class="keliru" href="/kuis/${quiz.quizId}">${quiz.state === 'ditutup' ? 'Ditutup' : 'Belum dibuka'}<span class="kasat">: ${title}</span></a>`,
      };
    });
}

function paperTasks({ standing, sessions, enrolment }: Home, now: Date): Task[] {
  if (!standing) return [];
  const last = sessions.filter((session) => session.counted && !session.cancelled && session.planned).at(-1);
  const open = last !== undefined && now >= last.startsAt;
  const when = last ? `Dibuka ${plainDate(dayOf(last.startsAt, enrolment.zone))}` : 'Belum dibuka';
  const task = (title: string, href: string, state: string, met: boolean, waiting: string | null): Task => {
    if (met)
      return { title, says: 'Sudah', icon: 'centang', tone: 'hijau', act: stamp('selesai', 'Selesai') };
    if (waiting)
      return {
        title,
        says: waiting,
        icon: 'jam',
        tone: 'emas',
        act: html`<a class="keliru" href="${href}">Lihat<span class="kasat"> ${title}</span></a>`,
      };
    return open
      ? { title, says: state, icon: 'kertas', tone: 'biru', act: go(href, 'Kerjakan') }
      : {
          title,
          says: when,
          icon: 'kunci',
          tone: '',
          act: html`<a class="keliru" href="${href}">Belum dibuka<span class="kasat">: ${title}</span></a>`,
        };
  };
  return [
    task(
      'RKTL (rencana kerja tindak lanjut)',
      '/rktl',
      standing.r4 === 'revise' ? 'Diminta diperbaiki' : 'Sudah dibuka',
      standing.l4 === 'met',
      standing.r4 === 'waiting' ? 'Menunggu diperiksa' : null,
    ),
    task('Evaluasi', '/evaluasi', 'Sudah dibuka', standing.l5 === 'met', null),
  ];
}

const go = (href: string, word: string): Html => html`<a class="tombol kecil" href="${href}">${word}</a>`;

function lines({ standing, enrolment }: Home): Part {
  if (!standing) return '';
  const list = linesOf(standing);
  const met = metCount(list);
  const lost = list.some((line) => line.state === 'never');
  const more =
    met === 6 ? 'semua terpenuhi' : lost ? 'ada yang tidak bisa lagi dipenuhi' : 'masih bisa lulus';
  return html`<section class="kartu" aria-labelledby="serti"><div class="dalam"><div class="baris"><span class="bulat emas">${icon('piala')}</span><div><h2 id="serti"><a href="/sertifikat">Syarat sertifikat</a></h2><p class="mungil redup">${met} dari 6 terpenuhi, ${more}</p></div></div>${linesList(list, true)}<ul class="syarat"><li class="kunci-pkdd">Untuk mulai PKDD (Pembentukan Komunitas Desa Digital)</li><li class="${standing.decree === 'confirmed' ? 'ok' : ''}">${icon(standing.decree === 'confirmed' ? 'centang' : 'jam')}<span><a class="tebal" href="/pkdd">SK ${enrolment.villageTerm === 'nagari' ? 'wali nagari' : 'kepala desa'}</a><p>${DECREE[standing.decree]}</p></span><span class="mungil tebal">${standing.decree === 'none' ? 'Belum' : 'Ada'}</span></li></ul></div></section>`;
}

const DECREE = {
  none: 'Belum dicatat. Catat nomor dan tanggalnya.',
  recorded: 'Sudah dicatat, menunggu disahkan.',
  confirmed: 'Sudah disahkan.',
};
