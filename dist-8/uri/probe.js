import {
  probe
} from "../chunks/2KECIY6V.js";
import "../chunks/G2TWMT2C.js";
export {
  probe
};
