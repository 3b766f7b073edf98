import type { Descend } from "./tree-sitter.js";

const outlined = new Set([
  ...["ERROR", "export_statement", "export_clause", "export_specifier", "ambient_declaration", "expression_statement"],
  ...["function_declaration", "generator_function_declaration", "function_signature"],
  ...["class_declaration", "abstract_class_declaration", "class", "class_body"],
  ...["method_definition", "method_signature", "abstract_method_signature", "public_field_definition"],
  ...["interface_declaration", "interface_body", "enum_declaration", "type_alias_declaration"],
  ...["internal_module", "module", "lexical_declaration", "variable_declaration", "variable_declarator"],
  ...[
    "object_pattern",
    "array_pattern",
    "pair_pattern",
    "object_assignment_pattern",
    "assignment_pattern",
    "rest_pattern",
  ],
  ...["assignment_expression", "parenthesized_expression", "as_expression", "satisfies_expression"],
  ...["non_null_expression", "pair"],
]);

const withBlock = new Set(["ambient_declaration", "internal_module", "module"]);

/** What of a TypeScript tree has to do with declarations. Tables of plain data are left out unread. */
export function typescriptOutline(text: string): Descend {
  return (type, parent, field, span) => {
    if (type === "statement_block") return withBlock.has(parent);
    if (type === "object_type") return parent === "interface_declaration" && field === "body";
    if (type !== "object") return outlined.has(type);
    if (parent === "assignment_expression") return true;
    const { start, end } = span();
    return /=>|function|\)\s*[{:]/.test(text.slice(start, end));
  };
}
