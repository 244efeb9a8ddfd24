import {
  type CallLike,
  constantsInProduction,
  isDevelopmentOnly,
  type Node,
  nameOf,
  type Report,
  type RuleContext,
  replace,
  suggestion,
  type TSESTree,
  unwrap,
} from '../../../engine/rule.ts';

/** Options of a window that belong together, and how they are safe. */
export interface WindowOption {
  readonly names: readonly string[];
  readonly safe: boolean;
  readonly message: string;
}

/** Finds where a program of Electron sets one of the options the other way, outside of what runs in development only. */
export function windowOption(option: WindowOption) {
  const calls = Object.fromEntries(
    ['BrowserWindow', 'BrowserView', 'WebContentsView'].map((name) => [`electron.${name}`, importedOption(option)]),
  );
  return { on: { Property: writtenOption(option) }, calls };
}

/** Where an option comes from another module: by a constant that stands for all preferences, or is spread into them. */
function importedOption({ names, safe, message }: WindowOption) {
  return (call: CallLike, context: RuleContext): Report[] => {
    const [options] = call.arguments;
    const preferences = context.property(options, 'webPreferences');
    if (!options || !preferences || isDevelopmentOnly(call, context)) return [];
    return names.flatMap((name) => {
      const value = context.property(preferences, name);
      const isWrittenHere = value?.parent?.type === 'Property' && nameOf(value.parent.key) === name;
      if (!value || isWrittenHere || context.constantOf(value) !== !safe) return [];
      return [{ node: bringerOf(options, ['webPreferences', name], context), message }];
    });
  };
}

/** The expression in an object by which a property comes into it. */
function bringerOf(object: Node, [name, ...rest]: readonly string[], context: RuleContext): Node {
  const at = unwrap(object);
  if (at.type !== 'ObjectExpression' || name === undefined) return at;
  for (const property of at.properties.toReversed()) {
    if (property.type === 'SpreadElement') {
      if (context.property(property.argument, name)) return bringerOf(property.argument, [name, ...rest], context);
    } else if (nameOf(property.key) === name) return bringerOf(property.value, rest, context);
  }
  return at;
}

function writtenOption({ names, safe, message }: WindowOption) {
  return (property: TSESTree.Property, context: RuleContext): Report | undefined => {
    const { value } = property;
    if (!names.includes(nameOf(property.key) ?? '') || !context.imports('electron')) return undefined;
    const choice = constantsInProduction(value, context).find((each) => each.value === !safe);
    if (!choice || property.parent.type !== 'ObjectExpression' || isDevelopmentOnly(property, context))
      return undefined;
    return {
      node: choice.node,
      message,
      // A page that was written for it stops working.
      fixes:
        value.type === 'Literal' ? [suggestion(safe ? 'Leave it on' : 'Leave it off', replace(value, `${safe}`))] : [],
    };
  };
}
