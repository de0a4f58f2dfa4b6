/**
 * What an interrupted run leaves for {@code --resume}: {@link restyle.state.RunState} keeps the finished latents of a clip in a
 * hidden folder beside its output, with all that decides them, until the output is complete.
 */
package restyle.state;
