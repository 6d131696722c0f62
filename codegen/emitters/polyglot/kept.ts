/**
 * Names that our code in other languages has for itself, besides those that quicktype keeps: a type or a member of such a name
 * would hide what the code means by it, or stand there twice.
 */
import type { LanguageName } from './language.js';

interface Kept {
  readonly types: readonly string[];
  readonly members: readonly string[];
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

export const KEPT: Readonly<Record<LanguageName, Kept>> = {
  python: {
    types: words('ValueError'),
    // A field with a default is a name in the body of its class, where decorators are looked up.
    members: words('staticmethod'),
  },
  go: {
    types: [],
    // A field and a method of one type cannot have one name.
    members: words('MarshalJSON UnmarshalJSON'),
  },
  java: {
    types: words('Deprecated EmptyName IllegalArgumentException'),
    // `com.fasterxml` and `java.util` are paths, which a field of their first name hides.
    members: words('com java unknownMembers'),
  },
  rust: {
    types: words('Deserializer SerializeMap Serializer'),
    members: [],
  },
};
