import { partsOf, type Enter, type Part, type Plan } from "./outline.js";

const statementTypes = [
  ...["export_statement", "ambient_declaration", "expression_statement", "statement_block", "ERROR"],
  ...["function_declaration", "generator_function_declaration", "function_signature"],
  ...["class_declaration", "abstract_class_declaration", "interface_declaration"],
  ...["enum_declaration", "type_alias_declaration", "lexical_declaration", "variable_declaration"],
  ...["internal_module", "module"],
];
const statements = Object.fromEntries(statementTypes.map((type): [string, Part] => [type, { field: null }]));

const name: Part = { field: "name", first: true };
const body: Part = { field: "body" };
const block: Part = { field: "body", last: true };
const memberName = {
  ...{ property_identifier: name, private_property_identifier: name, computed_property_name: name },
  ...{ string: name, number: name, ERROR: { field: null } },
};

const entered = new Set([
  ...["ERROR", "export_statement", "export_clause", "export_specifier", "ambient_declaration", "expression_statement"],
  ...["function_declaration", "generator_function_declaration", "function_signature"],
  ...["class_declaration", "abstract_class_declaration", "class", "class_body"],
  ...["method_definition", "method_signature", "abstract_method_signature", "public_field_definition"],
  ...["interface_declaration", "interface_body", "enum_declaration", "type_alias_declaration"],
  ...["internal_module", "module", "lexical_declaration", "variable_declaration", "variable_declarator"],
  ...["object_pattern", "array_pattern", "pair_pattern"],
  ...["object_assignment_pattern", "assignment_pattern", "rest_pattern"],
  ...["assignment_expression", "parenthesized_expression", "as_expression", "satisfies_expression"],
  ...["non_null_expression", "pair", "object"],
]);

const withBlock = new Set(["ambient_declaration", "internal_module", "module"]);

/** What of a TypeScript tree has to do with declarations. Tables of plain data are left out unread. */
export const typescriptPlan: Plan = {
  parts: {
    ...partsOf(["program", "statement_block", "ambient_declaration"], statements),
    ...partsOf(["lexical_declaration", "variable_declaration"], { variable_declarator: { field: null } }),
    ...partsOf(["function_declaration", "generator_function_declaration"], {
      identifier: name,
      statement_block: block,
    }),
    ...partsOf(["function_signature", "enum_declaration"], { identifier: name }),
    ...partsOf(["class_declaration", "abstract_class_declaration", "class"], {
      type_identifier: name,
      class_body: body,
    }),
    interface_declaration: { type_identifier: name, interface_body: body, object_type: body },
    ...partsOf(["interface_body", "object_type"], { method_signature: { field: null } }),
    // `type A = B`: of two identifiers the first is the name.
    type_alias_declaration: { type_identifier: name },
    method_definition: { ...memberName, statement_block: block },
    ...partsOf(["method_signature", "abstract_method_signature"], memberName),
  },
  skips: new Set(["formal_parameters", "type_annotation", "type_parameters", "accessibility_modifier"]),
  lists: new Set(["class_body", "object", "expression_statement"]),
  enters: (type, parent, field) => {
    if (type === "statement_block") return withBlock.has(parent);
    return type === "object_type" ? parent === "interface_declaration" && field === "body" : entered.has(type);
  },
};

/** Objects are entered where they may hold functions. */
export const objectsWithFunctions: Enter = ({ type, start, end }, parent, text) => {
  if (type !== "object" || parent.type === "assignment_expression") return true;
  return /=>|function|\)\s*[{:]/.test(text.slice(start, end));
};
