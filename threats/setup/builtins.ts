import type { Argument, Frame, Host, LibraryValue, Value } from './values.ts';

const NONE: readonly Value[] = [];
const MAX_ITEMS = 400;

/**
 * What the language's own functions do with values that are known: methods of lists, texts and functions, and the functions of
 * `Object`, `Promise` and `path`.
 * @param isGuess nothing may be done, only said what it gives
 */
export function callBuiltin(
  host: Host,
  callee: Extract<Value, { kind: 'method' }> | LibraryValue,
  args: readonly Argument[],
  _frame: Frame,
  isGuess: boolean,
): readonly Value[] {
  if (callee.kind === 'library') return callLibrary(callee, args);
  const { of, name } = callee;
  if (of.kind === 'text') return ofText(of.text, name, args);
  if (of.kind === 'function') {
    const [self, ...rest] = args;
    if (name === 'bind') return [{ ...of, self: of.self ?? self?.values[0], bound: [...(of.bound ?? []), ...rest] }];
    if (isGuess) return NONE;
    if (name === 'call') return host.invoke(of, rest, self?.values[0]);
    const list = rest[0]?.values[0];
    return name === 'apply' ? host.invoke(of, list?.kind === 'list' ? list.items : [], self?.values[0]) : NONE;
  }
  if (of.kind !== 'list') return NONE;
  const [first] = args;
  switch (name) {
    case 'push':
      if (!isGuess && of.items.length < MAX_ITEMS) of.items.push(...args);
      return NONE;
    case 'unshift':
      if (!isGuess && of.items.length < MAX_ITEMS) of.items.unshift(...args);
      return NONE;
    case 'concat':
      return [
        {
          kind: 'list',
          items: [
            ...of.items,
            ...args.flatMap((argument) => {
              const [value] = argument.values;
              return value?.kind === 'list' ? value.items : [argument];
            }),
          ],
        },
      ];
    case 'slice':
    case 'reverse':
    case 'sort':
      return [of];
    case 'filter':
    case 'flat':
      // Which of them stay, nobody knows: `[a, b].filter(Boolean)`.
      return [{ kind: 'list', items: of.items.flatMap((item) => flattened(item, name === 'flat')) }];
    case 'join': {
      const by = first?.values[0];
      const texts = of.items.map(({ values: [value] }) => (value?.kind === 'text' ? value.text : '{…}'));
      return [{ kind: 'text', text: texts.join(by?.kind === 'text' ? by.text : ',') }];
    }
    case 'reduce': {
      const fn = first?.values.find((value) => value.kind === 'function');
      if (fn?.kind !== 'function' || isGuess) return NONE;
      let sum: readonly Value[] = args[1]?.values ?? [];
      for (const item of of.items.slice(0, MAX_ITEMS))
        sum = host.invoke(fn, [{ values: sum, written: undefined }, item], undefined);
      return sum;
    }
    case 'forEach':
    case 'map':
    case 'flatMap': {
      const fn = first?.values.find((value) => value.kind === 'function');
      if (fn?.kind !== 'function' || isGuess) return NONE;
      const items = of.items.slice(0, MAX_ITEMS).map(
        (item, index): Argument => ({
          values: host.invoke(
            fn,
            [item, { values: [{ kind: 'constant', value: index }], written: undefined }],
            undefined,
          ),
          written: undefined,
        }),
      );
      return name === 'forEach' ? NONE : [{ kind: 'list', items }];
    }
    default:
      return NONE;
  }
}

function flattened(item: Argument, isFlat: boolean): readonly Argument[] {
  const [value] = item.values;
  return isFlat && value?.kind === 'list' ? value.items : [item];
}

function ofText(text: string, name: string, args: readonly Argument[]): readonly Value[] {
  const given = args.map(({ values: [value] }) => (value?.kind === 'text' ? value.text : undefined));
  const make = (made: string): readonly Value[] => [{ kind: 'text', text: made }];
  switch (name) {
    case 'toLowerCase':
      return make(text.toLowerCase());
    case 'toUpperCase':
      return make(text.toUpperCase());
    case 'trim':
    case 'toString':
      return make(text);
    case 'concat':
      return make([text, ...given.map((each) => each ?? '{…}')].join(''));
    case 'replace':
      return given[0] !== undefined && given[1] !== undefined
        ? make(text.replace(given[0], () => given[1]!))
        : make(text);
    case 'split':
      return given[0] === undefined
        ? NONE
        : [
            {
              kind: 'list',
              items: text.split(given[0]).map((each) => ({ values: make(each), written: undefined })),
            },
          ];
    default:
      return NONE;
  }
}

function callLibrary({ names }: LibraryValue, args: readonly Argument[]): readonly Value[] {
  const [first] = args;
  const object = first?.values.find((value) => value.kind === 'object');
  const name = names.find((each) => /^(?:global\.(?:Object|Promise|String)\b|path\.)/.test(each));
  // What a map or set is filled with is what a loop goes through.
  const list = first?.values.find((value) => value.kind === 'list');
  if (list && names.some((each) => /^(?:global\.)?(?:Map|Set)$/.test(each))) return [list];
  switch (name?.replace(/^global\./, '')) {
    case 'Object.freeze':
    case 'Object.seal':
      return first?.values ?? NONE;
    case 'Object.assign':
      for (const argument of args.slice(1))
        for (const value of argument.values)
          if (object?.kind === 'object' && value.kind === 'object')
            for (const [key, values] of value.properties) object.properties.set(key, values);
      return first?.values ?? NONE;
    case 'Object.keys':
      return listOf(object, (key) => [{ kind: 'text', text: key }]);
    case 'Object.values':
      return listOf(object, (_key, values) => values);
    case 'Object.entries':
      return listOf(object, (key, values) => [
        {
          kind: 'list',
          items: [
            { values: [{ kind: 'text', text: key }], written: undefined },
            { values, written: undefined },
          ],
        },
      ]);
    case 'path.join':
    case 'path.resolve':
    case 'path.posix.join': {
      const texts = args.map(({ values: [value] }) => (value?.kind === 'text' ? value.text : '{…}'));
      return texts.some((text) => text !== '{…}') ? [{ kind: 'text', text: texts.join('/') }] : NONE;
    }
    default:
      return NONE;
  }
}

function listOf(
  object: Value | undefined,
  make: (key: string, values: readonly Value[]) => readonly Value[],
): readonly Value[] {
  if (object?.kind !== 'object') return NONE;
  return [
    {
      kind: 'list',
      items: [...object.properties].map(([key, values]) => ({ values: make(key, values), written: undefined })),
    },
  ];
}
