/** 'L' or 'P' from the words that stand for them; undefined for other words. Pure. */
export function readSex(text: string): 'L' | 'P' | undefined {
  const word = text.toLowerCase().replace(/[^a-z]/g, '');
  if (/^(?:l|lk|lki|laki|lakilaki|pria|m|male|lelaki|ikhwan)$/.test(word)) return 'L';
  if (/^(?:p|pr|prp|perempuan|wanita|w|f|female|akhwat|perem)$/.test(word)) return 'P';
  return undefined;
}
