import type { CstNode, ICstVisitor, IToken } from "chevrotain";

export interface ReferenceCstNode extends CstNode {
  name: "reference";
  children: ReferenceCstChildren;
}

export type ReferenceCstChildren = {
  Id?: IToken[];
  Quoted?: IToken[];
  Path?: IToken[];
  Name?: IToken[];
};

export interface PhraseCstNode extends CstNode {
  name: "phrase";
  children: PhraseCstChildren;
}

export type PhraseCstChildren = {
  Id?: IToken[];
  Quoted?: IToken[];
  Words?: IToken[];
};

export interface ChainCstNode extends CstNode {
  name: "chain";
  children: ChainCstChildren;
}

export type ChainCstChildren = {
  reference: (ReferenceCstNode)[];
  Arrow: IToken[];
};

export interface ListCstNode extends CstNode {
  name: "list";
  children: ListCstChildren;
}

export type ListCstChildren = {
  reference: ReferenceCstNode[];
  Comma?: IToken[];
};

export interface NamesCstNode extends CstNode {
  name: "names";
  children: NamesCstChildren;
}

export type NamesCstChildren = {
  Name: IToken[];
};

export interface TailCstNode extends CstNode {
  name: "tail";
  children: TailCstChildren;
}

export type TailCstChildren = {
  Definition?: IToken[];
  Severity?: IToken[];
  References?: IToken[];
  Dashes?: IToken[];
  Quoted?: IToken[];
};

export interface FormReferenceMaybeDefinitionMaybeAsTextCstNode extends CstNode {
  name: "formReferenceMaybeDefinitionMaybeAsText";
  children: FormReferenceMaybeDefinitionMaybeAsTextCstChildren;
}

export type FormReferenceMaybeDefinitionMaybeAsTextCstChildren = {
  slot0: ReferenceCstNode[];
  slot1?: IToken[];
  As?: IToken[];
  slot2?: IToken[];
};

export interface FormPhraseMaybeDefinitionCstNode extends CstNode {
  name: "formPhraseMaybeDefinition";
  children: FormPhraseMaybeDefinitionCstChildren;
}

export type FormPhraseMaybeDefinitionCstChildren = {
  slot0: PhraseCstNode[];
  slot1?: IToken[];
};

export interface FormReferenceAgainstPhraseWithPhraseTailCstNode extends CstNode {
  name: "formReferenceAgainstPhraseWithPhraseTail";
  children: FormReferenceAgainstPhraseWithPhraseTailCstChildren;
}

export type FormReferenceAgainstPhraseWithPhraseTailCstChildren = {
  slot0: ReferenceCstNode[];
  Against: IToken[];
  slot1: PhraseCstNode[];
  With: IToken[];
  slot2: PhraseCstNode[];
  tail: TailCstNode[];
};

export interface FormReferenceToPhraseWithTextTailCstNode extends CstNode {
  name: "formReferenceToPhraseWithTextTail";
  children: FormReferenceToPhraseWithTextTailCstChildren;
}

export type FormReferenceToPhraseWithTextTailCstChildren = {
  slot0: ReferenceCstNode[];
  To: IToken[];
  slot1: PhraseCstNode[];
  With: IToken[];
  slot2: IToken[];
  tail: TailCstNode[];
};

export interface FormPhraseToReferenceWithTextTailCstNode extends CstNode {
  name: "formPhraseToReferenceWithTextTail";
  children: FormPhraseToReferenceWithTextTailCstChildren;
}

export type FormPhraseToReferenceWithTextTailCstChildren = {
  slot0: PhraseCstNode[];
  To: IToken[];
  slot1: ReferenceCstNode[];
  With: IToken[];
  slot2: IToken[];
  tail: TailCstNode[];
};

export interface FormPhraseFromReferenceToReferenceWithTextTailCstNode extends CstNode {
  name: "formPhraseFromReferenceToReferenceWithTextTail";
  children: FormPhraseFromReferenceToReferenceWithTextTailCstChildren;
}

export type FormPhraseFromReferenceToReferenceWithTextTailCstChildren = {
  slot0: PhraseCstNode[];
  From: IToken[];
  slot1: ReferenceCstNode[];
  To: IToken[];
  slot2: ReferenceCstNode[];
  With: IToken[];
  slot3: IToken[];
  tail: TailCstNode[];
};

export interface FormReferenceToOrWithReferenceWithTextTailCstNode extends CstNode {
  name: "formReferenceToOrWithReferenceWithTextTail";
  children: FormReferenceToOrWithReferenceWithTextTailCstChildren;
}

export type FormReferenceToOrWithReferenceWithTextTailCstChildren = {
  slot0: ReferenceCstNode[];
  To?: IToken[];
  With: (IToken)[];
  slot1: ReferenceCstNode[];
  slot2: IToken[];
  tail: TailCstNode[];
};

export interface FormPhraseForReferenceTailCstNode extends CstNode {
  name: "formPhraseForReferenceTail";
  children: FormPhraseForReferenceTailCstChildren;
}

export type FormPhraseForReferenceTailCstChildren = {
  slot0: PhraseCstNode[];
  For: IToken[];
  slot1: ReferenceCstNode[];
  tail: TailCstNode[];
};

export interface FormTokenTextTailCstNode extends CstNode {
  name: "formTokenTextTail";
  children: FormTokenTextTailCstChildren;
}

export type FormTokenTextTailCstChildren = {
  slot0: ReferenceCstNode[];
  slot1: IToken[];
  tail: TailCstNode[];
};

export interface FormTextForReferenceTailCstNode extends CstNode {
  name: "formTextForReferenceTail";
  children: FormTextForReferenceTailCstChildren;
}

export type FormTextForReferenceTailCstChildren = {
  slot0: IToken[];
  For: IToken[];
  slot1: ReferenceCstNode[];
  tail: TailCstNode[];
};

export interface FormPhraseMaybeDefinitionContainsListCstNode extends CstNode {
  name: "formPhraseMaybeDefinitionContainsList";
  children: FormPhraseMaybeDefinitionContainsListCstChildren;
}

export type FormPhraseMaybeDefinitionContainsListCstChildren = {
  slot0: PhraseCstNode[];
  slot1?: IToken[];
  Contains: IToken[];
  slot2: ListCstNode[];
};

export interface FormPhraseMaybeDefinitionAsPhraseCstNode extends CstNode {
  name: "formPhraseMaybeDefinitionAsPhrase";
  children: FormPhraseMaybeDefinitionAsPhraseCstChildren;
}

export type FormPhraseMaybeDefinitionAsPhraseCstChildren = {
  slot0: PhraseCstNode[];
  slot1?: IToken[];
  As: IToken[];
  slot2: PhraseCstNode[];
};

export interface FormPhraseOnReferenceMaybeWithTextTailCstNode extends CstNode {
  name: "formPhraseOnReferenceMaybeWithTextTail";
  children: FormPhraseOnReferenceMaybeWithTextTailCstChildren;
}

export type FormPhraseOnReferenceMaybeWithTextTailCstChildren = {
  slot0: PhraseCstNode[];
  On: IToken[];
  slot1: ReferenceCstNode[];
  With?: IToken[];
  slot2?: IToken[];
  tail: TailCstNode[];
};

export interface FormPhraseOnReferenceWithTextTailCstNode extends CstNode {
  name: "formPhraseOnReferenceWithTextTail";
  children: FormPhraseOnReferenceWithTextTailCstChildren;
}

export type FormPhraseOnReferenceWithTextTailCstChildren = {
  slot0: PhraseCstNode[];
  On: IToken[];
  slot1: ReferenceCstNode[];
  With: IToken[];
  slot2: IToken[];
  tail: TailCstNode[];
};

export interface FormReferenceTailCstNode extends CstNode {
  name: "formReferenceTail";
  children: FormReferenceTailCstChildren;
}

export type FormReferenceTailCstChildren = {
  slot0: ReferenceCstNode[];
  tail: TailCstNode[];
};

export interface FormPhraseTailCstNode extends CstNode {
  name: "formPhraseTail";
  children: FormPhraseTailCstChildren;
}

export type FormPhraseTailCstChildren = {
  slot0: PhraseCstNode[];
  tail: TailCstNode[];
};

export interface FormReferenceAgainstPhraseMaybeUsingOrWithPhraseTailCstNode extends CstNode {
  name: "formReferenceAgainstPhraseMaybeUsingOrWithPhraseTail";
  children: FormReferenceAgainstPhraseMaybeUsingOrWithPhraseTailCstChildren;
}

export type FormReferenceAgainstPhraseMaybeUsingOrWithPhraseTailCstChildren = {
  slot0: ReferenceCstNode[];
  Against: IToken[];
  slot1: PhraseCstNode[];
  Using?: IToken[];
  With?: IToken[];
  slot2?: PhraseCstNode[];
  tail: TailCstNode[];
};

export interface FormReferenceToPhraseTailCstNode extends CstNode {
  name: "formReferenceToPhraseTail";
  children: FormReferenceToPhraseTailCstChildren;
}

export type FormReferenceToPhraseTailCstChildren = {
  slot0: ReferenceCstNode[];
  To: IToken[];
  slot1: PhraseCstNode[];
  tail: TailCstNode[];
};

export interface FormPhraseOnReferenceTailCstNode extends CstNode {
  name: "formPhraseOnReferenceTail";
  children: FormPhraseOnReferenceTailCstChildren;
}

export type FormPhraseOnReferenceTailCstChildren = {
  slot0: PhraseCstNode[];
  On: IToken[];
  slot1: ReferenceCstNode[];
  tail: TailCstNode[];
};

export interface FormPhraseOnOrToReferenceTailCstNode extends CstNode {
  name: "formPhraseOnOrToReferenceTail";
  children: FormPhraseOnOrToReferenceTailCstChildren;
}

export type FormPhraseOnOrToReferenceTailCstChildren = {
  slot0: PhraseCstNode[];
  On?: IToken[];
  To?: IToken[];
  slot1: ReferenceCstNode[];
  tail: TailCstNode[];
};

export interface FormPhraseFromReferenceToReferenceTailCstNode extends CstNode {
  name: "formPhraseFromReferenceToReferenceTail";
  children: FormPhraseFromReferenceToReferenceTailCstChildren;
}

export type FormPhraseFromReferenceToReferenceTailCstChildren = {
  slot0: PhraseCstNode[];
  From: IToken[];
  slot1: ReferenceCstNode[];
  To: IToken[];
  slot2: ReferenceCstNode[];
  tail: TailCstNode[];
};

export interface FormChainMaybeViaPhraseTailCstNode extends CstNode {
  name: "formChainMaybeViaPhraseTail";
  children: FormChainMaybeViaPhraseTailCstChildren;
}

export type FormChainMaybeViaPhraseTailCstChildren = {
  slot0: ChainCstNode[];
  Via?: IToken[];
  slot1?: PhraseCstNode[];
  tail: TailCstNode[];
};

export interface FormReferenceToReferenceTailCstNode extends CstNode {
  name: "formReferenceToReferenceTail";
  children: FormReferenceToReferenceTailCstChildren;
}

export type FormReferenceToReferenceTailCstChildren = {
  slot0: ReferenceCstNode[];
  To: IToken[];
  slot1: ReferenceCstNode[];
  tail: TailCstNode[];
};

export interface FormBetweenReferenceAndOrPipeReferenceTailCstNode extends CstNode {
  name: "formBetweenReferenceAndOrPipeReferenceTail";
  children: FormBetweenReferenceAndOrPipeReferenceTailCstChildren;
}

export type FormBetweenReferenceAndOrPipeReferenceTailCstChildren = {
  Between: IToken[];
  slot0: ReferenceCstNode[];
  And?: IToken[];
  Pipe?: IToken[];
  slot1: ReferenceCstNode[];
  tail: TailCstNode[];
};

export interface FormReferenceAndOrPipeReferenceTailCstNode extends CstNode {
  name: "formReferenceAndOrPipeReferenceTail";
  children: FormReferenceAndOrPipeReferenceTailCstChildren;
}

export type FormReferenceAndOrPipeReferenceTailCstChildren = {
  slot0: ReferenceCstNode[];
  And?: IToken[];
  Pipe?: IToken[];
  slot1: ReferenceCstNode[];
  tail: TailCstNode[];
};

export interface FormWordOnReferenceTailCstNode extends CstNode {
  name: "formWordOnReferenceTail";
  children: FormWordOnReferenceTailCstChildren;
}

export type FormWordOnReferenceTailCstChildren = {
  slot0: IToken[];
  On: IToken[];
  slot1: ReferenceCstNode[];
  tail: TailCstNode[];
};

export interface FormReferenceToPhraseMaybeOnReferenceMaybeAgainstPhraseTailCstNode extends CstNode {
  name: "formReferenceToPhraseMaybeOnReferenceMaybeAgainstPhraseTail";
  children: FormReferenceToPhraseMaybeOnReferenceMaybeAgainstPhraseTailCstChildren;
}

export type FormReferenceToPhraseMaybeOnReferenceMaybeAgainstPhraseTailCstChildren = {
  slot0: ReferenceCstNode[];
  To: IToken[];
  slot1: PhraseCstNode[];
  On?: IToken[];
  slot2?: ReferenceCstNode[];
  Against?: IToken[];
  slot3?: PhraseCstNode[];
  tail: TailCstNode[];
};

export interface FormQuotedTailCstNode extends CstNode {
  name: "formQuotedTail";
  children: FormQuotedTailCstChildren;
}

export type FormQuotedTailCstChildren = {
  slot0: IToken[];
  tail: TailCstNode[];
};

export interface FormTailCstNode extends CstNode {
  name: "formTail";
  children: FormTailCstChildren;
}

export type FormTailCstChildren = {
  tail: TailCstNode[];
};

export interface FormFilePhraseLineWordMaybeSymbolPhraseCstNode extends CstNode {
  name: "formFilePhraseLineWordMaybeSymbolPhrase";
  children: FormFilePhraseLineWordMaybeSymbolPhraseCstChildren;
}

export type FormFilePhraseLineWordMaybeSymbolPhraseCstChildren = {
  FileKey: IToken[];
  slot0: PhraseCstNode[];
  LineKey: IToken[];
  slot1: IToken[];
  SymbolKey?: IToken[];
  slot2?: PhraseCstNode[];
};

export interface FormWordForWordCstNode extends CstNode {
  name: "formWordForWord";
  children: FormWordForWordCstChildren;
}

export type FormWordForWordCstChildren = {
  slot0: IToken[];
  For: IToken[];
  slot1: IToken[];
};

export interface FormWordMaybeAsWordCstNode extends CstNode {
  name: "formWordMaybeAsWord";
  children: FormWordMaybeAsWordCstChildren;
}

export type FormWordMaybeAsWordCstChildren = {
  slot0: IToken[];
  As?: IToken[];
  slot1?: IToken[];
};

export interface FormTextFromReferenceToReferenceTailCstNode extends CstNode {
  name: "formTextFromReferenceToReferenceTail";
  children: FormTextFromReferenceToReferenceTailCstChildren;
}

export type FormTextFromReferenceToReferenceTailCstChildren = {
  slot0: IToken[];
  From: IToken[];
  slot1: ReferenceCstNode[];
  To: IToken[];
  slot2: ReferenceCstNode[];
  tail: TailCstNode[];
};

export interface FormNamesCstNode extends CstNode {
  name: "formNames";
  children: FormNamesCstChildren;
}

export type FormNamesCstChildren = {
  slot0: NamesCstNode[];
};

export interface FormWordForPhraseTailCstNode extends CstNode {
  name: "formWordForPhraseTail";
  children: FormWordForPhraseTailCstChildren;
}

export type FormWordForPhraseTailCstChildren = {
  slot0: IToken[];
  For: IToken[];
  slot1: PhraseCstNode[];
  tail: TailCstNode[];
};

export interface FormWordIdToTextCstNode extends CstNode {
  name: "formWordIdToText";
  children: FormWordIdToTextCstChildren;
}

export type FormWordIdToTextCstChildren = {
  slot0: IToken[];
  slot1: IToken[];
  To: IToken[];
  slot2: IToken[];
};

export interface FormWordIdAsTextCstNode extends CstNode {
  name: "formWordIdAsText";
  children: FormWordIdAsTextCstChildren;
}

export type FormWordIdAsTextCstChildren = {
  slot0: IToken[];
  slot1: IToken[];
  As: IToken[];
  slot2: IToken[];
};

export interface FormReferenceToOrWithReferenceMaybeAsTextCstNode extends CstNode {
  name: "formReferenceToOrWithReferenceMaybeAsText";
  children: FormReferenceToOrWithReferenceMaybeAsTextCstChildren;
}

export type FormReferenceToOrWithReferenceMaybeAsTextCstChildren = {
  slot0: ReferenceCstNode[];
  To?: IToken[];
  With?: IToken[];
  slot1: ReferenceCstNode[];
  As?: IToken[];
  slot2?: IToken[];
};

export interface ICstNodeVisitor<IN, OUT> extends ICstVisitor<IN, OUT> {
  reference(children: ReferenceCstChildren, param?: IN): OUT;
  phrase(children: PhraseCstChildren, param?: IN): OUT;
  chain(children: ChainCstChildren, param?: IN): OUT;
  list(children: ListCstChildren, param?: IN): OUT;
  names(children: NamesCstChildren, param?: IN): OUT;
  tail(children: TailCstChildren, param?: IN): OUT;
  formReferenceMaybeDefinitionMaybeAsText(children: FormReferenceMaybeDefinitionMaybeAsTextCstChildren, param?: IN): OUT;
  formPhraseMaybeDefinition(children: FormPhraseMaybeDefinitionCstChildren, param?: IN): OUT;
  formReferenceAgainstPhraseWithPhraseTail(children: FormReferenceAgainstPhraseWithPhraseTailCstChildren, param?: IN): OUT;
  formReferenceToPhraseWithTextTail(children: FormReferenceToPhraseWithTextTailCstChildren, param?: IN): OUT;
  formPhraseToReferenceWithTextTail(children: FormPhraseToReferenceWithTextTailCstChildren, param?: IN): OUT;
  formPhraseFromReferenceToReferenceWithTextTail(children: FormPhraseFromReferenceToReferenceWithTextTailCstChildren, param?: IN): OUT;
  formReferenceToOrWithReferenceWithTextTail(children: FormReferenceToOrWithReferenceWithTextTailCstChildren, param?: IN): OUT;
  formPhraseForReferenceTail(children: FormPhraseForReferenceTailCstChildren, param?: IN): OUT;
  formTokenTextTail(children: FormTokenTextTailCstChildren, param?: IN): OUT;
  formTextForReferenceTail(children: FormTextForReferenceTailCstChildren, param?: IN): OUT;
  formPhraseMaybeDefinitionContainsList(children: FormPhraseMaybeDefinitionContainsListCstChildren, param?: IN): OUT;
  formPhraseMaybeDefinitionAsPhrase(children: FormPhraseMaybeDefinitionAsPhraseCstChildren, param?: IN): OUT;
  formPhraseOnReferenceMaybeWithTextTail(children: FormPhraseOnReferenceMaybeWithTextTailCstChildren, param?: IN): OUT;
  formPhraseOnReferenceWithTextTail(children: FormPhraseOnReferenceWithTextTailCstChildren, param?: IN): OUT;
  formReferenceTail(children: FormReferenceTailCstChildren, param?: IN): OUT;
  formPhraseTail(children: FormPhraseTailCstChildren, param?: IN): OUT;
  formReferenceAgainstPhraseMaybeUsingOrWithPhraseTail(children: FormReferenceAgainstPhraseMaybeUsingOrWithPhraseTailCstChildren, param?: IN): OUT;
  formReferenceToPhraseTail(children: FormReferenceToPhraseTailCstChildren, param?: IN): OUT;
  formPhraseOnReferenceTail(children: FormPhraseOnReferenceTailCstChildren, param?: IN): OUT;
  formPhraseOnOrToReferenceTail(children: FormPhraseOnOrToReferenceTailCstChildren, param?: IN): OUT;
  formPhraseFromReferenceToReferenceTail(children: FormPhraseFromReferenceToReferenceTailCstChildren, param?: IN): OUT;
  formChainMaybeViaPhraseTail(children: FormChainMaybeViaPhraseTailCstChildren, param?: IN): OUT;
  formReferenceToReferenceTail(children: FormReferenceToReferenceTailCstChildren, param?: IN): OUT;
  formBetweenReferenceAndOrPipeReferenceTail(children: FormBetweenReferenceAndOrPipeReferenceTailCstChildren, param?: IN): OUT;
  formReferenceAndOrPipeReferenceTail(children: FormReferenceAndOrPipeReferenceTailCstChildren, param?: IN): OUT;
  formWordOnReferenceTail(children: FormWordOnReferenceTailCstChildren, param?: IN): OUT;
  formReferenceToPhraseMaybeOnReferenceMaybeAgainstPhraseTail(children: FormReferenceToPhraseMaybeOnReferenceMaybeAgainstPhraseTailCstChildren, param?: IN): OUT;
  formQuotedTail(children: FormQuotedTailCstChildren, param?: IN): OUT;
  formTail(children: FormTailCstChildren, param?: IN): OUT;
  formFilePhraseLineWordMaybeSymbolPhrase(children: FormFilePhraseLineWordMaybeSymbolPhraseCstChildren, param?: IN): OUT;
  formWordForWord(children: FormWordForWordCstChildren, param?: IN): OUT;
  formWordMaybeAsWord(children: FormWordMaybeAsWordCstChildren, param?: IN): OUT;
  formTextFromReferenceToReferenceTail(children: FormTextFromReferenceToReferenceTailCstChildren, param?: IN): OUT;
  formNames(children: FormNamesCstChildren, param?: IN): OUT;
  formWordForPhraseTail(children: FormWordForPhraseTailCstChildren, param?: IN): OUT;
  formWordIdToText(children: FormWordIdToTextCstChildren, param?: IN): OUT;
  formWordIdAsText(children: FormWordIdAsTextCstChildren, param?: IN): OUT;
  formReferenceToOrWithReferenceMaybeAsText(children: FormReferenceToOrWithReferenceMaybeAsTextCstChildren, param?: IN): OUT;
}
