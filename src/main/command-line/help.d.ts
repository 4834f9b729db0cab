/** The bundler hands a text file over as its text. */
declare module "*.txt?raw" {
  const text: string;
  export = text;
}
