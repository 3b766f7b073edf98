import { partsOf, type Plan } from "./outline.js";

const declarations = {
  ...{ package_clause: { field: null }, function_declaration: { field: null }, method_declaration: { field: null } },
  ...{ type_declaration: { field: null }, const_declaration: { field: null }, var_declaration: { field: null } },
  ERROR: { field: null },
};
const name = { field: "name", first: true };
const body = { field: "body", last: true };

const entered = new Set([
  ...["ERROR", "function_declaration", "method_declaration", "package_clause"],
  ...["parameter_declaration", "pointer_type", "parenthesized_type", "generic_type"],
  ...["type_declaration", "type_spec", "type_alias", "interface_type", "method_elem", "method_spec"],
  ...["const_declaration", "const_spec", "var_declaration", "var_spec", "var_spec_list"],
]);

/** What of a Go tree has to do with declarations. The values of constants are never functions. */
export const goPlan: Plan = {
  parts: {
    ...partsOf(["source_file", "ERROR"], declarations),
    function_declaration: { identifier: name, parameter_list: { field: "parameters", first: true }, block: body },
    method_declaration: { parameter_list: { field: "receiver", first: true }, field_identifier: name, block: body },
    parameter_list: { parameter_declaration: { field: null } },
    type_declaration: { type_spec: { field: null }, type_alias: { field: null } },
    // `type A B`: of two identifiers the first is the name.
    ...partsOf(["type_spec", "type_alias"], { type_identifier: name, interface_type: { field: "type", first: true } }),
    interface_type: { method_elem: { field: null }, method_spec: { field: null } },
    ...partsOf(["method_elem", "method_spec"], { field_identifier: name }),
    const_declaration: { const_spec: { field: null } },
    const_spec: { identifier: { field: "name" } },
    var_declaration: { var_spec: { field: null }, var_spec_list: { field: null } },
    var_spec_list: { var_spec: { field: null } },
    var_spec: { identifier: { field: "name" }, expression_list: { field: "value" } },
  },
  skips: new Set(),
  lists: new Set(["package_clause", "expression_list", "pointer_type", "parenthesized_type", "generic_type"]),
  enters: (type, parent, field) => {
    if (type === "parameter_list") return field === "receiver";
    return type === "expression_list" ? parent === "var_spec" : entered.has(type);
  },
};
