import {
  loadFormatsSync,
  runWithFormats,
  runWithFormatsSync
} from "../chunks/BTKMN6K5.js";
import "../chunks/APYO5TLD.js";
import "../chunks/5NILPKM6.js";
import "../chunks/G2TWMT2C.js";
export {
  loadFormatsSync,
  runWithFormats,
  runWithFormatsSync
};
