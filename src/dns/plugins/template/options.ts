import type { Rcode, RecordClass, RecordType } from "../../../packet/dns-message.js";
import type { EdnsOption } from "../../../packet/edns-option.js";
import type { Regexp } from "../../../regexp/regexp.js";
import type { Program } from "../../expression/expression.js";
import type { Template } from "../../go-template/template.js";

/** A `template` of a server block. */
export interface TemplateOptions {
  readonly class: RecordClass;
  readonly type: RecordType;
  readonly zones: readonly string[];
  /** None stands for every name. */
  readonly patterns: readonly Regexp[];
  /** What `var` computes, in order. */
  readonly variables: readonly TemplateVariable[];
  /** What must be true, in order. */
  readonly conditions: readonly Program[];
  readonly answer: readonly Template[];
  readonly additional: readonly Template[];
  readonly authority: readonly Template[];
  readonly rcode: Rcode;
  readonly error: EdnsOption | null;
  readonly fallthrough: readonly string[];
  /** What it holds that is not simulated; null where all of it is. */
  readonly unknown: string | null;
}

/** A name for what an expression comes to. */
export interface TemplateVariable {
  readonly name: string;
  readonly program: Program;
}
