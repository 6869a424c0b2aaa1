/**
 * Reads an html`` template as a browser would, far enough to know where its expressions stand.
 * A template without a tag that begins with `name=` is taken as a piece of a tag.
 *
 * @param {{ chunks: string[] }} template the static texts, one more than there are expressions
 * @returns {{ holes: ('text' | 'comment' | 'tag' | 'unquoted' | 'quoted')[], attributes: { name: string, value: string }[] }}
 *   where each expression stands, and each attribute with the static part of its value
 */
export function readHtmlTemplate({ chunks }) {
  const piece = /^\s*[\w:@.-]+\s*=/.test(chunks[0] ?? '') && !chunks.join('').includes('<');
  const reader = { state: piece ? 'tag' : 'text', quote: '', name: '', attribute: undefined, attributes: [] };
  const holes = [];
  chunks.forEach((chunk, index) => {
    for (const character of chunk) step(reader, character);
    if (index === chunks.length - 1) return;
    if (reader.state === 'after =') reader.state = 'unquoted';
    if (reader.state === 'open' || reader.state === 'name') reader.state = 'tag';
    holes.push(reader.state);
  });
  return { holes, attributes: reader.attributes };
}

/** Moves the reader over one character. */
function step(reader, character) {
  const space = /\s/.test(character);
  switch (reader.state) {
    case 'text':
      if (character === '<') reader.state = 'open';
      return;
    case 'open':
      if (character === '!') Object.assign(reader, { state: 'comment', comment: '' });
      else reader.state = /[a-z/]/i.test(character) ? 'tag' : 'text';
      return;
    case 'comment':
      reader.comment += character;
      if (/^(?!--).*>$|-->$/s.test(reader.comment)) reader.state = 'text';
      return;
    case 'tag':
      if (character === '>') reader.state = 'text';
      else if (character === '=') startValue(reader);
      else if (!space && character !== '/') Object.assign(reader, { state: 'name', name: character });
      return;
    case 'name':
      if (character === '>') reader.state = 'text';
      else if (character === '=') startValue(reader);
      else if (space || character === '/') reader.state = 'tag';
      else reader.name += character;
      return;
    case 'after =':
      if (character === '"' || character === "'")
        Object.assign(reader, { state: 'quoted', quote: character });
      else if (!space) {
        reader.state = 'unquoted';
        step(reader, character);
      }
      return;
    case 'quoted':
      if (character === reader.quote) reader.state = 'tag';
      else reader.attribute.value += character;
      return;
    case 'unquoted':
      if (character === '>') reader.state = 'text';
      else if (space) reader.state = 'tag';
      else reader.attribute.value += character;
  }
}

function startValue(reader) {
  reader.attribute = { name: reader.name.toLowerCase(), value: '' };
  reader.attributes.push(reader.attribute);
  reader.state = 'after =';
}
