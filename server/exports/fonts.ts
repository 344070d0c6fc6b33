import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Arimo has the widths of Arial, which the charts are measured in (SIL Open Font Licence 1.1, as are
 * the Noto fonts that stand in for letters and signs it lacks).
 */
export const fontFiles = {
  regular: require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'),
  arabic:
    require.resolve('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
  emoji: require.resolve('@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'),
} as const;

export type FontName = keyof typeof fontFiles;

const held = new Map<FontName, Buffer>();

/** The bytes of a font, read once. */
export function fontBytes(name: FontName): Buffer {
  const known = held.get(name) ?? readFileSync(fontFiles[name]);
  held.set(name, known);
  return known;
}
