// A chunk of its own: the views beside the stage, fetched when the player first has room for one.
export { VIEWS, visibleRules } from "../scene/view/order.js";
