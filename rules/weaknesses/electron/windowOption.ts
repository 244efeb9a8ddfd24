import {
  constantsInProduction,
  isDevelopmentOnly,
  nameOf,
  type Report,
  type RuleContext,
  replace,
  suggestion,
  type TSESTree,
} from '../../../engine/rule.ts';

/** Options of a window that belong together, and how they are safe. */
export interface WindowOption {
  readonly names: readonly string[];
  readonly safe: boolean;
  readonly message: string;
}

/** Finds where a program of Electron sets one of the options the other way, outside of what runs in development only. */
export function windowOption({ names, safe, message }: WindowOption) {
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
