import {
  loadFormatsSync,
  runWithFormats,
  runWithFormatsSync
} from "../chunks/DSUMECTX.js";
import "../chunks/LSDJHUQB.js";
import "../chunks/5NILPKM6.js";
import "../chunks/G2TWMT2C.js";
export {
  loadFormatsSync,
  runWithFormats,
  runWithFormatsSync
};
