import {
  loadFormatsSync,
  runWithFormats,
  runWithFormatsSync
} from "../chunks/JYRDCVAZ.js";
import "../chunks/JZGJB4TJ.js";
import "../chunks/5NILPKM6.js";
import "../chunks/G2TWMT2C.js";
export {
  loadFormatsSync,
  runWithFormats,
  runWithFormatsSync
};
