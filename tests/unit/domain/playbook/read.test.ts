import { describe, expect, test } from 'vitest'
import { blockSchema } from '#shared/domain/playbook/tree.ts'
import { bad, good, read, steps, text } from './support.ts'

describe('a good file', () => {
  test('becomes a tree of what can be shown, with its steps counted', () => {
    const { book } = good(
      text({ when: '{reason: [price_higher]}' }, [
        '# Head *soft*',
        'Why **now**, see [us](https://example.com/a?b=1).',
        '',
        '- [ ] first',
        '- [x] second',
        '',
        '1. plain',
        '',
        '> quote',
      ]),
    )
    expect(book).toMatchObject({
      id: 'price-higher',
      code: 'S-004',
      steps: 2,
      mandatory: false,
      when: { reason: ['price_higher'] },
    })
    expect(book.body.map((block) => block.t)).toEqual(['h', 'p', 'steps', 'list', 'quote'])
    expect(book.body[1]).toEqual({
      t: 'p',
      of: [
        { t: 'text', text: 'Why ' },
        { t: 'strong', of: [{ t: 'text', text: 'now' }] },
        { t: 'text', text: ', see ' },
        { t: 'link', href: 'https://example.com/a?b=1', of: [{ t: 'text', text: 'us' }] },
        { t: 'text', text: '.' },
      ],
    })
    for (const block of book.body) expect(blockSchema.parse(block)).toEqual(block)
    expect(book.words).toContain('Why now, see us.')
  })

  test('may come from Windows, with a mark at its head', () => {
    expect(good(`\uFEFF${text().replaceAll('\n', '\r\n')}`).book.title).toBe('The price is higher')
  })
})

describe('refused with line and reason', () => {
  const body = (...lines: string[]) => text({}, [...steps, '', ...lines])
  // Front matter is six lines between two marks; the body's first line is the ninth.
  test.each([
    ['raw HTML', body('Hello <b>you</b>'), 16, 'html'],
    ['a script', body('<script>alert(1)</script>'), 16, 'html'],
    ['a comment', body('<!-- x -->'), 16, 'html'],
    ['an address that is a program', body('[x](javascript:alert(1))'), 16, 'link'],
    ['the same, hidden in entities', body('[x](java&#115;cript&colon;alert(1))'), 16, 'link'],
    ['data', body('[x](data:text/html,x)'), 16, 'link'],
    ['a file of this computer', body('[x](file:///etc/passwd)'), 16, 'link'],
    ['a relative address', body('[x](../other.md)'), 16, 'link'],
    ['a picture', body('![x](https://example.com/x.png)'), 16, 'image'],
    ['a picture by reference', body('![x][y]', '', '[y]: https://example.com/x.png'), 16, 'image'],
    ['code', body('    code'), 16, 'notSupported'],
    ['steps mixed with other items', body('- [ ] a', '- b'), 17, 'mixedSteps'],
    ['steps below steps', body('- a', '  - [ ] b'), 17, 'mixedSteps'],
    ['quotes without end', body('>'.repeat(5000)), 16, 'longPart'],
    ['quotes in quotes', body('> '.repeat(8) + 'x'), 16, 'tooDeep'],
    ['lists in lists', body('- a', '  - b', '    - c', '      - d', '        - e'), 20, 'tooDeep'],
    ['a long line', body('x'.repeat(4001)), 16, 'longPart'],
    ['signs without measure', body(...Array.from({ length: 5 }, () => ['*a '.repeat(500), '']).flat()), 22, 'tooManySigns'],
    [
      'too many steps',
      text(
        {},
        Array.from({ length: 21 }, () => '- [ ] x'),
      ),
      29,
      'tooManySteps',
    ],
    ['no steps', text({}, ['Why.']), null, 'noSteps'],
    ['no front matter', 'Hello', 1, 'noFront'],
    ['front matter without end', '---\nid: x\n', 1, 'openFront'],
    ['broken YAML', text({ tags: '[a, b' }), 8, 'yaml'],
    ['a key twice', text().replace('version: 1', 'version: 1\nversion: 2'), 5, 'yaml'],
    ['an alias', text({ tags: '&a [x]', title: '*a' }), 2, 'yaml'],
    ['a tag', text({ title: '!!js/function "x"' }), 7, 'yaml'],
    ['brackets without end', text({ tags: '['.repeat(15_000) }), expect.any(Number), expect.stringMatching(/yaml|tooDeep/)],
    ['front matter without measure', text({ title: 'x'.repeat(20_000) }), 1, 'frontTooLong'],
    ['a title that lacks', text({ title: null }), 1, 'schema'],
    ['an id that is none', text({ id: 'Price higher' }), 7, 'schema'],
    ['a code that is none', text({ code: '4' }), 7, 'schema'],
    ['a day that is none', text({ reviewBy: '2027-02-31' }), 7, 'schema'],
    ['an unknown key', text({ chanels: '[voice]' }), 8, 'schema'],
    ['an unknown condition', text({ when: '{resaon: [price_higher]}' }), 8, 'schema'],
    ['an unknown cause', text({ when: '{reason: [price_hihger]}' }), 8, 'schema'],
    ['no condition', text({ when: '{}' }), 8, 'schema'],
    ['too many words', text({ when: `{ivr: [${Array.from({ length: 25 }, (_, n) => `word${n}`).join(', ')}]}` }), 8, 'schema'],
    ['too many groups', text({ when: `[${Array.from({ length: 9 }, () => '{crisis: true}').join(', ')}]` }), 8, 'schema'],
    ['more than 256 kB', text({}, [...steps, `${'word '.repeat(60_000)}`]), null, 'tooBig'],
  ])('%s', (_, source, line, reason) => {
    const problem = bad(source)
    expect(problem).toMatchObject({ kind: 'refused', file: 'en/a.md', line })
    expect(problem.messageKey.replace('playbook.problem.', '')).toEqual(reason)
  })

  test('the place in the front matter is named', () => {
    expect(bad(text({ when: '{resaon: [price_higher]}' })).params['detail']).toBe('unknown key: resaon')
    expect(bad(text({ when: '{reason: [price_hihger]}' })).params['place']).toBe('when.reason.0')
    expect(bad(text({ chanels: '[voice]' })).params['detail']).toBe('unknown key: chanels')
  })
})

test.each(['[', '*a **a ', '![', '<', '`', '> - ', '&a;', '[a]('])('a file full of %j keeps nobody waiting', (part) => {
  const line = part.repeat(Math.floor(3000 / part.length))
  for (const gap of ['', '\n']) {
    const source = text({}, [...steps, '', ...Array.from({ length: 60 }, () => line + gap)])
    const began = performance.now()
    const result = read(source)
    expect(performance.now() - began, result.ok ? 'taken' : result.problem.messageKey).toBeLessThan(2000)
  }
})
