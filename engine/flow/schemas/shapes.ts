import type { SchemaForm, SchemaPlace } from '../../model.ts';
import { holdsMore } from '../../semantics/constantData.ts';
import type { Constants } from '../../semantics/constants.ts';
import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import type { Conditions } from '../conditions.ts';
import { GUARD_NAME } from '../guardName.ts';
import { kindsClearedByPattern } from '../patternGuard.ts';
import { bitsOf, NUMBER_KINDS } from '../taintKind.ts';
import { ALL_BITS } from '../valueFlowGraph.ts';
import type { ValueFacts } from '../values/valueFacts.ts';
import { kindsClearedByFormat } from './formats.ts';
import { formatOf, shapeOfJsonSchema } from './jsonSchema.ts';
import type { SchemaValue } from './schemaValue.ts';
import {
  ANYTHING,
  asValue,
  HARMLESS,
  intersection,
  mapObjects,
  masked,
  type ObjectShape,
  objectShape,
  type Shape,
  TEXT,
  UNKNOWN,
  unionOf,
} from './shape.ts';
import { shapeOfTypeText } from './typeText.ts';

/** Schemas that hold each other deeper than this say nothing more. */
const MAX_DEPTH = 40;

/** What one question may ask for: definitions that use each other twice unfold without end. */
const MAX_STEPS = 5_000;

const SHAPE = bitsOf(['object-shape']);

/** Properties of a schema that hold the schemas of its fields. */
const FIELDS_OF = /^(?:shape|fields|entries|props|properties|def|schema)$/;

const KINDS: Readonly<Record<NonNullable<SchemaForm['kinds']>, Shape>> = {
  any: ANYTHING,
  text: TEXT,
  number: { kind: 'value', passes: NUMBER_KINDS },
  none: HARMLESS,
};

/** Fields that an expression lists; open when there may be others. */
interface Fields {
  readonly fields: Map<string, Shape>;
  readonly isOpen: boolean;
}

/** Reads schemas: what values they let through. */
export class Shapes {
  readonly #facts: ValueFacts;
  readonly #constants: Constants;
  readonly #conditions: Conditions;
  readonly #known = new Map<SchemaValue, Shape>();
  #depth = 0;
  #steps = 0;

  constructor(facts: ValueFacts, constants: Constants, conditions: Conditions) {
    this.#facts = facts;
    this.#constants = constants;
    this.#conditions = conditions;
  }

  /** What a schema lets through. One that holds itself is unknown inside of itself. */
  of(schema: SchemaValue): Shape {
    const known = schema.shape ?? this.#known.get(schema);
    if (known) return known;
    if (this.#depth === 0) this.#steps = MAX_STEPS;
    if (this.#depth >= MAX_DEPTH || this.#steps-- <= 0) return UNKNOWN;
    this.#known.set(schema, UNKNOWN);
    this.#depth++;
    const shape = this.#read(schema);
    this.#depth--;
    this.#known.set(schema, shape);
    return shape;
  }

  /** What the schema lets through that an expression is; unknown when it is none that can be seen. */
  at(node: Node | null | undefined, dialect?: SchemaForm['dialect']): Shape {
    // TypeBox makes schemas that are JSON Schema.
    if (dialect === 'json-schema') return this.made(node) ?? shapeOfJsonSchema(node, this.#constants);
    if (dialect === 'type-text') return shapeOfTypeText(node, this.#constants, (each) => this.#at(each));
    return this.#at(node) ?? UNKNOWN;
  }

  /** What the schemas let through that are known at an expression; undefined when there are none. */
  made(node: Node | null | undefined): Shape | undefined {
    if (!node) return undefined;
    const at = unwrap(node);
    const resolved = this.#constants.resolve(at);
    for (const each of [at, resolved]) {
      const schemas = this.#facts.schemasAt(this.#facts.graph.nodeOf.get(each) ?? 0);
      if (schemas.length === 0) continue;
      const shape = unionOf(schemas.map((schema) => this.of(schema)));
      return resolved.type === 'CallExpression' ? this.#filled(shape, resolved) : shape;
    }
    return undefined;
  }

  /** A schema that a function of the program makes: what it leaves open are the fields that the call gives. */
  #filled(shape: Shape, { callee, arguments: args }: TSESTree.CallExpression): Shape {
    if (callee.type !== 'Identifier') return shape;
    return mapObjects(shape, (object) => {
      if (typeof object.others === 'string' || !asValue(object.others).doubt) return object;
      const given = args.filter((each) => this.#constants.resolve(each).type === 'ObjectExpression');
      const all = given.map((each) => this.#fields(each, 0));
      if (all.length === 0) return object;
      const fields = new Map([...all.flatMap((each) => [...each.fields]), ...object.fields]);
      return objectShape(fields, all.some(({ isOpen }) => isOpen) ? UNKNOWN : 'dropped');
    });
  }

  #at(node: Node | null | undefined): Shape | undefined {
    if (!node) return undefined;
    const made = this.made(node);
    if (made) return made;
    const resolved = this.#constants.resolve(unwrap(node));
    // `User.shape.name`
    const holder = resolved.type === 'MemberExpression' ? this.#fieldHolder(resolved.object) : undefined;
    const name = resolved.type === 'MemberExpression' ? nameOf(resolved) : undefined;
    if (holder && name !== undefined) return holder.fields.get(name);
    // Where a schema is expected, an object of schemas is one, and so is a value of one's own.
    const isElsewhere = !this.#facts.graph.nodeOf.has(resolved);
    const held = isElsewhere ? this.#heldObject(node) : undefined;
    if (resolved.type === 'ObjectExpression') return held ?? this.#object(resolved, 'refused');
    return this.#constants.constantOf(resolved) === undefined ? held : HARMLESS;
  }

  /** The object of schemas that an expression is, as another module makes it. */
  #heldObject(node: Node): Shape | undefined {
    const held = this.#heldFields(node);
    return held && objectShape(held.fields, 'refused');
  }

  #fieldHolder(node: Node): ObjectShape | undefined {
    const at = unwrap(node);
    if (at.type !== 'MemberExpression' || !FIELDS_OF.test(nameOf(at) ?? '')) return undefined;
    const shape = this.#at(at.object);
    return shape?.kind === 'object' ? shape : undefined;
  }

  #read({ form, call, base, cls }: SchemaValue): Shape {
    if (cls) return this.#classShape(cls);
    const args = call?.argumentNodes ?? [];
    const before = form.of === undefined ? base && this.of(base) : this.#place(form.of, args, base);
    return this.#form(form, args, before, base, call?.arguments ?? []);
  }

  /** What the decorators of a class say of its fields, those of the classes that it extends included. */
  #classShape(cls: NonNullable<SchemaValue['cls']>): Shape {
    const fields = new Map<string, Shape>();
    const parent = cls.superClass ? this.#at(cls.superClass) : undefined;
    if (parent?.kind === 'object') for (const [name, shape] of parent.fields) fields.set(name, shape);
    for (const member of cls.body.body) {
      if (member.type !== 'PropertyDefinition' || member.computed || member.decorators.length === 0) continue;
      const name = nameOf(member.key);
      const shape = this.#decorated(member);
      if (name !== undefined && shape) fields.set(name, shape);
    }
    return objectShape(fields, ANYTHING);
  }

  /** What all decorators of a field say together; with `each`, of the elements of its list. */
  #decorated({ decorators, typeAnnotation }: TSESTree.PropertyDefinition): Shape | undefined {
    let shape: Shape | undefined;
    let isList = typeAnnotation?.typeAnnotation.type === 'TSArrayType';
    for (const { expression } of decorators) {
      const call = expression.type === 'CallExpression' ? expression : undefined;
      const callee = this.#facts.graph.nodeOf.get(unwrap(call ? call.callee : expression)) ?? 0;
      const args = call?.arguments ?? [];
      for (const { entity } of this.#facts.entitiesAt(callee)) {
        for (const { form } of entity.schemaMakers) {
          const said = this.#form(form, args, shape ?? ANYTHING, undefined, []);
          if (said === UNKNOWN) continue;
          shape =
            form.same === undefined ? intersection(shape ?? ANYTHING, said) : intersection(said, shape ?? ANYTHING);
          isList ||= args.some((each) => this.#constants.constantOf(this.#constants.property(each, 'each')) === true);
        }
      }
    }
    return shape && isList && shape.kind !== 'list' ? { kind: 'list', of: shape } : shape;
  }

  #form(
    form: SchemaForm,
    args: readonly (Node | undefined)[],
    before: Shape | undefined,
    base: SchemaValue | undefined,
    values: readonly number[],
  ): Shape {
    const place = (where: SchemaPlace) => (where === 'base' ? (before ?? UNKNOWN) : this.#place(where, args, base));
    const all = (where: SchemaPlace | readonly SchemaPlace[]) =>
      (Array.isArray(where) ? (where as readonly SchemaPlace[]) : [where as SchemaPlace]).flatMap((each) =>
        each === 'base' ? [before ?? UNKNOWN] : this.#places(each, args, form.dialect),
      );
    const narrowed = (passes: number) => masked(before ?? TEXT, passes);
    const others = (written: SchemaForm['others']) =>
      written === 'kept' ? ANYTHING : typeof written === 'string' && written !== 'base' ? written : undefined;

    if (form.kinds !== undefined) return this.#withOptions(KINDS[form.kinds], form, args);
    if (form.format !== undefined) return narrowed(ALL_BITS & ~kindsClearedByFormat(form.format));
    if (form.pattern !== undefined && before?.kind === 'object')
      return objectShape(before.fields, this.at(args[form.pattern + 1]));
    if (form.pattern !== undefined) return narrowed(ALL_BITS & ~this.#clearedByPattern(args[form.pattern]));
    if (form.refine !== undefined) {
      const predicate = args[form.refine];
      const clears = predicate ? this.#conditions.ofElements(predicate).clears : 0;
      return masked(before ?? ANYTHING, ALL_BITS & ~clears, predicate && promisesGood(predicate) ? 2 : 0);
    }
    if (form.transform !== undefined)
      return { kind: 'made', from: before ?? ANYTHING, by: { node: values[form.transform] ?? 0 } };
    if (form.object !== undefined) {
      const fields = args[form.object];
      const shape = fields ? this.#object(fields, others(form.others) ?? 'dropped') : objectShape(new Map(), ANYTHING);
      return this.#withOptions(shape, form, args);
    }
    if (form.list !== undefined) return { kind: 'list', of: unionOf(this.#orAny(all(form.list))) };
    if (form.tuple !== undefined)
      return objectShape(new Map(all(form.tuple).map((shape, index) => [String(index), shape])), 'dropped');
    if (form.record !== undefined) return objectShape(new Map(), place(form.record));
    if (form.some !== undefined) return unionOf(all(form.some));
    if (form.all !== undefined) {
      const shapes = all(form.all);
      return shapes
        .slice(1)
        .filter((each) => each !== UNKNOWN)
        .reduce(intersection, shapes[0] ?? UNKNOWN);
    }
    if (form.same !== undefined) return place(form.same);
    if (form.extend !== undefined) {
      const isNew = before?.kind === 'object' && before.fields.size === 0;
      const open = isNew ? objectShape(before.fields, others(form.others) ?? before.others) : before;
      return this.#extended(open ?? UNKNOWN, args[form.extend]);
    }
    if (form.pick !== undefined) return this.#picked(before ?? UNKNOWN, this.#names(form.pick, args), true);
    if (form.omit !== undefined) return this.#picked(before ?? UNKNOWN, this.#names(form.omit, args), false);
    if (form.others !== undefined) {
      const rest = others(form.others) ?? place(form.others as SchemaPlace);
      return mapObjects(before ?? UNKNOWN, (object) => objectShape(object.fields, rest));
    }
    return form.dialect ? this.at(args[0], form.dialect) : UNKNOWN;
  }

  /** A list of nobody says what can hold anything. */
  #orAny(shapes: readonly Shape[]): readonly Shape[] {
    return shapes.length === 0 ? [ANYTHING] : shapes;
  }

  #place(where: SchemaPlace, args: readonly (Node | undefined)[], base: SchemaValue | undefined): Shape {
    if (where === 'base') return base ? this.of(base) : UNKNOWN;
    return unionOf(this.#places(where, args));
  }

  /** The schemas that stand in a place: in the elements of a list, too. */
  #places(
    where: Exclude<SchemaPlace, 'base'>,
    args: readonly (Node | undefined)[],
    dialect?: SchemaForm['dialect'],
  ): readonly Shape[] {
    if (typeof where === 'number') return this.#elements(args[where], dialect);
    if ('from' in where) return args.slice(where.from).flatMap((arg) => this.#elements(arg, dialect));
    const fn = args[where.returned];
    const body = fn && isFunction(fn) ? fn.body : undefined;
    const returned =
      body?.type === 'BlockStatement'
        ? body.body.flatMap((each) => (each.type === 'ReturnStatement' && each.argument ? [each.argument] : []))
        : body
          ? [body]
          : [];
    return returned.length === 0 ? [UNKNOWN] : returned.map((each) => this.at(each));
  }

  #elements(node: Node | undefined, dialect?: SchemaForm['dialect']): readonly Shape[] {
    if (!node) return [];
    if (dialect) return [this.at(node, dialect)];
    const list = this.#constants.resolve(node);
    if (list.type !== 'ArrayExpression') return [this.at(node)];
    return list.elements.map((each) => (each?.type === 'SpreadElement' ? UNKNOWN : this.at(each)));
  }

  #object(node: Node, others: ObjectShape['others']): Shape {
    const { fields, isOpen } = this.#fields(node, 0);
    return objectShape(fields, isOpen && typeof others === 'string' ? UNKNOWN : others);
  }

  #fields(node: Node, depth: number): Fields {
    const fields = new Map<string, Shape>();
    const object = this.#constants.resolve(node);
    if (object.type !== 'ObjectExpression' || depth > MAX_DEPTH || holdsMore(object)) {
      const holder = this.#fieldHolder(object);
      if (holder) return { fields: new Map(holder.fields), isOpen: false };
      return this.#heldFields(node) ?? { fields, isOpen: true };
    }
    let isOpen = false;
    for (const property of object.properties) {
      if (property.type === 'SpreadElement') {
        const inner = this.#fields(property.argument, depth + 1);
        for (const [name, shape] of inner.fields) fields.set(name, shape);
        isOpen ||= inner.isOpen;
        continue;
      }
      const name = this.#keyOf(property);
      if (name === undefined) isOpen = true;
      else fields.set(name, this.at(property.kind === 'get' ? onlyReturned(property.value) : property.value));
    }
    return { fields, isOpen };
  }

  /** The fields of an object of schemas that another module exports. */
  #heldFields(node: Node): Fields | undefined {
    const fields = new Map<string, Shape>();
    for (const { names, item } of this.#facts.heldAt(this.#facts.graph.nodeOf.get(unwrap(node)) ?? 0)) {
      const [name] = names;
      if (item.kind === 'schema' && name !== undefined && names.length === 1) fields.set(name, this.of(item.schema));
    }
    return fields.size === 0 ? undefined : { fields, isOpen: false };
  }

  #keyOf(property: TSESTree.Property): string | undefined {
    const key = property.computed ? this.#constants.constantOf(property.key) : nameOf(property.key);
    return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
  }

  #extended(before: Shape, node: Node | undefined): Shape {
    if (!node) return before;
    const schema = this.#at(node);
    const isFields = this.#constants.resolve(node).type === 'ObjectExpression' || !schema;
    const { fields, isOpen } = isFields
      ? this.#fields(node, 0)
      : {
          fields: schema.kind === 'object' ? schema.fields : new Map<string, Shape>(),
          isOpen: schema.kind !== 'object',
        };
    const extend = (object: ObjectShape) =>
      objectShape(
        new Map([...object.fields, ...fields]),
        isOpen && typeof object.others === 'string' ? UNKNOWN : object.others,
      );
    return before.kind === 'value' ? intersection(before, objectShape(fields, UNKNOWN)) : mapObjects(before, extend);
  }

  #picked(before: Shape, names: readonly string[] | undefined, isKept: boolean): Shape {
    return mapObjects(before, (object) => {
      // Which ones are left is not known: all of them may be.
      if (!names) return object;
      const fields = [...object.fields].filter(([name]) => names.includes(name) === isKept);
      return objectShape(new Map(fields), object.others);
    });
  }

  /** The names in a list of texts, or the keys of an object: `['id', 'name']`, `{ id: true }`. */
  #names(where: SchemaPlace, args: readonly (Node | undefined)[]): readonly string[] | undefined {
    const nodes =
      typeof where === 'number'
        ? [args[where]]
        : typeof where === 'object' && 'from' in where
          ? args.slice(where.from)
          : [];
    const names: string[] = [];
    for (const node of nodes) {
      const at = node && this.#constants.resolve(node);
      const items: readonly (Node | null)[] =
        at?.type === 'ArrayExpression' ? at.elements : at?.type === 'ObjectExpression' ? at.properties : [at ?? null];
      for (const item of items) {
        const name = item?.type === 'Property' ? this.#keyOf(item) : this.#constants.constantOf(item);
        if (typeof name !== 'string') return undefined;
        names.push(name);
      }
    }
    return names;
  }

  /** What a pattern clears: `/^a$/`, `new RegExp('^a$')`. */
  #clearedByPattern(node: Node | undefined): number {
    const made = node && this.#constants.resolve(node);
    const isMade = made?.type === 'NewExpression' && nameOf(made.callee) === 'RegExp';
    const value = this.#constants.constantOf(isMade ? made.arguments[0] : made);
    if (typeof value === 'string') return SHAPE | kindsClearedByPattern(value, '');
    if (typeof value !== 'object' || value === null) return SHAPE;
    return SHAPE | kindsClearedByPattern(value.regex, value.flags);
  }

  /** What an object of options adds, as JSON Schema has them. */
  #withOptions(shape: Shape, form: SchemaForm, args: readonly (Node | undefined)[]): Shape {
    const options = form.options === undefined ? undefined : args[form.options];
    if (!options) return shape;
    const pattern = this.#constants.property(options, 'pattern');
    const format = this.#constants.constantOf(this.#constants.property(options, 'format'));
    const more = this.#constants.constantOf(this.#constants.property(options, 'additionalProperties'));
    let cleared = pattern ? this.#clearedByPattern(pattern) : 0;
    if (typeof format === 'string') cleared |= kindsClearedByFormat(formatOf(format));
    const closed = more === false ? mapObjects(shape, (object) => objectShape(object.fields, 'refused')) : shape;
    return masked(closed, ALL_BITS & ~cleared);
  }
}

/** True for a predicate whose name promises to tell good values, `isValidZone`, or that asks such a one. */
function promisesGood(predicate: Node): boolean {
  const asked = isFunction(predicate) && predicate.body ? unwrap(predicate.body) : unwrap(predicate);
  const callee = asked.type === 'CallExpression' ? unwrap(asked.callee) : isFunction(predicate) ? undefined : asked;
  return GUARD_NAME.test(nameOf(callee) ?? '');
}

/** What a getter returns. */
function onlyReturned(value: Node): Node | undefined {
  const body = isFunction(value) && value.body?.type === 'BlockStatement' ? value.body.body : [];
  const [first] = body;
  return first?.type === 'ReturnStatement' ? (first.argument ?? undefined) : undefined;
}
